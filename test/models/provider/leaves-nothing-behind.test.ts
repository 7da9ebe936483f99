import { getEventListeners, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { anthropicModel, type Model, ModelCallError, openaiModel } from "../../../src/models/index.ts";
import { watchedFetch } from "../../../src/models/provider/watched-fetch.ts";
import { type Fault, type FaultServer, startFaultServer } from "../../../src/testing/index.ts";
import { asks, providerCases, question, secretKey } from "../../support/provider-models.ts";

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

const ends: readonly (readonly [string, Fault])[] = [
  ["a good answer", { kind: "answer" }],
  ["an error", { kind: "status", status: 500 }],
  ["a cut stream", { kind: "cut", afterPieces: 1, by: "reset" }],
  ["a limit reached", { kind: "stall" }],
  ["an answer too large", { kind: "huge", bytes: 3_000_000 }],
];

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

describe.each(providerCases)("$name", ({ make }) => {
  describe.each(asks)("%s", (_, ask) => {
    test.each(ends)("%s leaves no timer of ours, no listener and no open request", async (_end, fault) => {
      server.play(fault);
      const { signal } = new AbortController();
      const before = timers();
      // Ten minutes, so that a timer that were left would still be there.
      const limits = fault.kind === "stall" ? { timeoutMs: 50 } : { timeoutMs: 600_000, maxAnswerBytes: 1_000_000 };
      await ask(make(server, limits), { ...question, signal }).catch(ModelCallError.isInstance);
      await server.whenIdle();
      expect(getEventListeners(signal, "abort")).toEqual([]);
      expect(timers()).toBeLessThanOrEqual(before);
    });
  });

  test("a consumer who leaves a stream early closes the request", async () => {
    server.play({ kind: "answer", text: "one two three four five six ".repeat(20_000) });
    for await (const event of make(server).stream!(question)) if (event.type === "text") break;
    await server.whenIdle();
    expect(server.calls).toHaveLength(1);
  });

  describe("a key is never seen", () => {
    test.each(asks)("%s: not in an error that quotes it, nor in the model", async (_, ask) => {
      server.play({
        kind: "status",
        status: 401,
        message: `Incorrect API key: ${secretKey}. Header: Bearer ${secretKey}`,
      });
      const model = make(server);
      const error = await ask(model, question).catch((thrown: unknown) => thrown);
      expect((error as ModelCallError).facts.failure).toBe("not-permitted");
      for (const shown of [error, model]) {
        expect(inspect(shown, { depth: 20, showHidden: true })).not.toContain(secretKey);
        expect(JSON.stringify(shown)).not.toContain(secretKey);
        expect(String(shown)).not.toContain(secretKey);
      }
      expect((error as Error).stack).not.toContain(secretKey);
    });
  });
});

describe("keys that the client was not told of as such leaked into messages", () => {
  const key = "gw_0123456789abcdef";
  const clients: readonly (readonly [string, (server: FaultServer) => Model])[] = [
    [
      "a gateway's header",
      ({ openaiUrl: baseURL }) =>
        openaiModel(new OpenAI({ apiKey: "none", baseURL, defaultHeaders: { "X-Team-Access": key } }), { model: "m" }),
    ],
    [
      "a key fetched for every call",
      ({ openaiUrl: baseURL }) => openaiModel(new OpenAI({ apiKey: async () => key, baseURL }), { model: "m" }),
    ],
    [
      "a key in the address",
      ({ openaiUrl: baseURL }) =>
        openaiModel(new OpenAI({ apiKey: "none", baseURL, defaultQuery: { api_key: key } }), { model: "m" }),
    ],
    [
      "a header of Anthropic's client",
      ({ anthropicUrl: baseURL }) =>
        anthropicModel(new Anthropic({ apiKey: "none", baseURL, defaultHeaders: { authorization: `Bearer ${key}` } }), {
          model: "m",
        }),
    ],
  ];

  test.each(clients)("%s, quoted by the server", async (_, make) => {
    server.play({ kind: "status", status: 401, message: `API key provided: ${key}. Team: ${key}` });
    const error = await make(server)
      .generate(question)
      .catch((thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(/API key provided: \[secret\]\. Team: \[secret\]/);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(key);
    expect((error as Error).stack).not.toContain(key);
  });
});

test("a client that was given another address or key is asked there", async () => {
  const client = new OpenAI({ apiKey: "none", baseURL: "http://127.0.0.1:1/v1" });
  const model = openaiModel(client, { model: "m" });
  await expect(model.generate(question)).rejects.toThrow(/no connection/);
  client.baseURL = server.openaiUrl;
  expect((await model.generate(question)).text).toBe("It was sent on Monday.");
});

test("a request whose mark was lost on its way counts as sent, by every call under way", async () => {
  const { signal } = new AbortController();
  const watch = { signal, wasSent: false, hasAnswered: false, isTooLarge: false, sent: [] };
  const fetch = watchedFetch(async () => Response.json({}), { mostBytes: 10, underWay: new Set([watch]) });
  await fetch("http://localhost/");
  expect(watch).toMatchObject({ wasSent: true, hasAnswered: true });
});

test("what counts is the answer unpacked: a small body that unpacks to a large one is cut off too", async () => {
  const packed = gzipSync(JSON.stringify({ id: "x".repeat(5_000_000) }));
  expect(packed.byteLength).toBeLessThan(20_000);
  const bomb = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(packed);
  });
  bomb.listen(0, "127.0.0.1");
  await once(bomb, "listening");
  const { port } = bomb.address() as AddressInfo;
  const client = new OpenAI({ apiKey: secretKey, baseURL: `http://127.0.0.1:${port}/v1` });
  const model = openaiModel(client, { model: "gpt-6-luna", maxAnswerBytes: 1_000_000 });
  const error = await model.generate(question).catch((thrown: unknown) => thrown);
  expect((error as ModelCallError).facts.failure).toBe("too-large");
  bomb.closeAllConnections();
  bomb.close();
});

test("a client's own fetch is the one that is used", async () => {
  let calls = 0;
  const fetch: typeof globalThis.fetch = (...request) => {
    calls += 1;
    return globalThis.fetch(...request);
  };
  const client = new OpenAI({ apiKey: secretKey, baseURL: server.openaiUrl, fetch });
  await openaiModel(client, { model: "gpt-6-luna" }).generate(question);
  expect(calls).toBe(1);
});

test("an answer over the limit is cut off there: little more is ever read", async () => {
  let produced = 0;
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      produced += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const { signal } = new AbortController();
  const watch = { signal, wasSent: false, hasAnswered: false, isTooLarge: false, sent: [] };
  const fetch = watchedFetch(async () => new Response(source), { mostBytes: 1_000_000, underWay: new Set([watch]) });
  const response = await fetch("http://localhost/");
  await expect(response.arrayBuffer()).rejects.toThrow(/longer than 1000000 bytes/);
  expect(watch).toMatchObject({ wasSent: true, hasAnswered: true, isTooLarge: true });
  expect(produced).toBeLessThan(1_500_000);
});
