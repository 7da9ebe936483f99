import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { listPriceTable, type PriceRow, type Usage, wireApiOf, wires } from "../../models/index.ts";
import { billNanoUsd } from "./bill.ts";
import { playFault } from "./play-fault.ts";
import type { Fault, FaultServer, FaultServerOptions, ReceivedCall } from "./types.ts";

/**
 * A server on this machine that speaks the wire formats of OpenAI's and Anthropic's APIs, fails the way that it is told,
 * and keeps a meter of what a provider would have billed.
 *
 * @example
 * const server = await startFaultServer({ prices: [listPrice("gpt-6-luna")!] });
 * server.play({ kind: "status", status: 429, retryAfterSeconds: 1 }, { kind: "answer", text: "fine" });
 * const model = openaiModel(new OpenAI({ baseURL: server.openaiUrl, apiKey: "none" }), { model: "gpt-6-luna" });
 */
export async function startFaultServer({ prices }: FaultServerOptions = {}): Promise<FaultServer> {
  const queue: Fault[] = [];
  const calls: ReceivedCall[] = [];
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    open.add(response);
    response.once("close", () => open.delete(response));
    receive(request, response, { queue, calls, prices }).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    openaiUrl: `${origin}/v1`,
    anthropicUrl: origin,
    play: (...faults) => void queue.push(...faults),
    calls,
    get billedNanoUsd() {
      return calls.reduce<number | null>(
        (sum, { billedNanoUsd }) => (sum === null || billedNanoUsd === null ? null : sum + billedNanoUsd),
        0,
      );
    },
    whenIdle: async () => {
      await Promise.all([...open].map((response) => (response.closed ? undefined : once(response, "close"))));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Books {
  readonly queue: Fault[];
  readonly calls: ReceivedCall[];
  readonly prices: readonly PriceRow[] | undefined;
}

async function receive(request: IncomingMessage, response: ServerResponse, books: Books): Promise<void> {
  const api = wireApiOf(request.url ?? "/");
  const text = await textOf(request);
  if (!api) return void response.writeHead(404).end();
  const body = JSON.parse(text) as Record<string, unknown>;
  const fault = books.queue.shift() ?? { kind: "answer" };
  const wire = wires[api];
  response.setHeader(wire.requestIdHeader, `req_${books.calls.length + 1}`);
  const bill = (usage: Usage | null): void => {
    const billedNanoUsd = usage ? billOf(usage, String(body.model), books.prices) : 0;
    books.calls.push({ api, fault, body, headers: request.headers, billedNanoUsd, billedUsage: usage });
  };
  await playFault(fault, { wire, body, response, bill });
}

function billOf(usage: Usage, model: string, prices: readonly PriceRow[] | undefined): number | null {
  const row = prices ? prices.find((one) => one.model === model) : listPriceTable().rowOf(model);
  return row ? billNanoUsd(usage, row) : null;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
