import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { eventText, type Usage, type Wire, type WireFailure } from "../../models/index.ts";
import type { AnswerFault, Fault } from "./types.ts";
import { wholeAnswer } from "./whole-answer.ts";

export interface FaultStage {
  readonly wire: Wire;
  readonly body: Readonly<Record<string, unknown>>;
  readonly response: ServerResponse;
  /** Called once, before anything is sent, with what the provider will bill. */
  readonly bill: (usage: Usage | null) => void;
}

/** Does with one request what its fault says. */
export async function playFault(fault: Fault, stage: FaultStage): Promise<void> {
  const { response, bill } = stage;
  switch (fault.kind) {
    case "answer":
      return answer(fault, stage);
    case "status":
      bill(null);
      return fail(stage, failureOf(fault), fault.retryAfterSeconds);
    case "overloaded-in-stream":
      return overload(fault, stage);
    case "cut":
      return cut(fault, stage);
    case "stall":
      return stall(stage);
    case "reset":
      bill(wholeAnswer({ kind: "answer" }, stage.body).usage);
      response.destroy();
      return;
    case "html":
      bill(null);
      return send(response, fault.status ?? 200, "text/html; charset=utf-8", "<!doctype html><title>Sign in</title>");
    case "wrong-content-type": {
      const whole = wholeAnswer(fault.answer ?? { kind: "answer" }, stage.body);
      bill(whole.usage);
      return send(response, 200, "text/plain", JSON.stringify(stage.wire.body(whole)));
    }
    case "broken-json":
      return brokenJson(stage);
    case "nothing":
      return answerNothing(fault, stage);
    case "huge":
      return huge(fault.bytes, stage);
  }
}

/** Names that providers give to their statuses, where the fault gives none. */
const codes: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
  500: "api_error",
  502: "api_error",
  503: "api_error",
  529: "overloaded_error",
};

function failureOf({ status, code, message }: Extract<Fault, { kind: "status" }>): WireFailure {
  const name = code ?? codes[status] ?? "api_error";
  return { status, code: name, message: message ?? `the server was told to answer ${status}` };
}

const overloaded: WireFailure = { status: 529, code: "overloaded_error", message: "Overloaded" };

function answer(fault: AnswerFault, { wire, body, response, bill }: FaultStage): void {
  const whole = wholeAnswer(fault, body);
  bill(whole.usage);
  if (body.stream === true) {
    startStream(response);
    for (const event of wire.events(whole)) response.write(eventText(event));
    response.end();
  } else send(response, 200, "application/json", JSON.stringify(wire.body(whole)));
}

function fail({ wire, response }: FaultStage, failure: WireFailure, retryAfterSeconds?: number): void {
  if (retryAfterSeconds !== undefined) response.setHeader("retry-after", String(retryAfterSeconds));
  send(response, failure.status, "application/json", JSON.stringify(wire.failure(failure)));
}

function overload({ isAfterStart }: Extract<Fault, { kind: "overloaded-in-stream" }>, stage: FaultStage): void {
  const { wire, body, response, bill } = stage;
  bill(null);
  if (body.stream !== true) {
    fail(stage, overloaded);
    return;
  }
  startStream(response);
  const [first] = wire.events(wholeAnswer({ kind: "answer" }, body));
  if (isAfterStart && first) response.write(eventText(first));
  response.end(eventText(wire.failureEvent(overloaded)));
}

/** Billed for the pieces that were written, each at least a token. */
async function cut(fault: Extract<Fault, { kind: "cut" }>, { wire, body, response, bill }: FaultStage): Promise<void> {
  const whole = wholeAnswer(fault.answer ?? { kind: "answer" }, body);
  bill({ ...whole.usage, outputTokens: { text: Math.max(1, fault.afterPieces), reasoning: 0 } });
  if (body.stream !== true) {
    const text = JSON.stringify(wire.body(whole));
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    await written(response, text.slice(0, Math.ceil(text.length / 2)));
    response.destroy();
    return;
  }
  startStream(response);
  let pieces = 0;
  for (const event of wire.events(whole)) {
    if (event.isContent && ++pieces > fault.afterPieces) break;
    await written(response, eventText(event));
  }
  if (fault.by === "close") response.end();
  else response.destroy();
}

/** The request is read and worked on, so its input is billed. */
async function stall({ body, response, bill }: FaultStage): Promise<void> {
  const { usage } = wholeAnswer({ kind: "answer" }, body);
  bill({ ...usage, outputTokens: { text: 0, reasoning: 0 } });
  if (body.stream === true) startStream(response).flushHeaders();
  if (!response.destroyed) await once(response, "close");
}

function brokenJson({ wire, body, response, bill }: FaultStage): void {
  const whole = wholeAnswer({ kind: "answer" }, body);
  bill(whole.usage);
  if (body.stream === true) {
    startStream(response);
    const [first] = wire.events(whole);
    response.end(eventText(first!).replace("data: {", "data: {{"));
  } else send(response, 200, "application/json", JSON.stringify(wire.body(whole)).slice(0, -20));
}

function answerNothing({ missing }: Extract<Fault, { kind: "nothing" }>, stage: FaultStage): void {
  const { wire, body, response, bill } = stage;
  const whole = wholeAnswer({ kind: "answer", text: "" }, body);
  bill(whole.usage);
  if (body.stream === true) {
    startStream(response);
    for (const event of wire.events(whole)) response.write(eventText({ ...event, data: emptied(event.data, missing) }));
    response.end();
  } else send(response, 200, "application/json", JSON.stringify(emptied(wire.body(whole), missing)));
}

/** Chat Completions says it by its choices; the other APIs by an answer without parts. */
function emptied(data: unknown, missing: "choices" | "content"): unknown {
  if (typeof data !== "object" || data === null) return data;
  if ("choices" in data && Array.isArray(data.choices))
    return { ...data, choices: missing === "choices" ? [] : data.choices.map(withoutContent) };
  if ("output" in data) return { ...data, output: [] };
  return "content" in data ? { ...data, content: [] } : data;
}

function withoutContent(choice: { readonly message?: object }): object {
  return choice.message ? { ...choice, message: { ...choice.message, content: null } } : choice;
}

const pieceBytes = 64 * 1024;

/** Goes on as long as the client reads; a client that cuts it off stops it. */
async function huge(bytes: number, { wire, body, response, bill }: FaultStage): Promise<void> {
  const isStream = body.stream === true;
  const most = Number(body.max_tokens ?? body.max_completion_tokens ?? body.max_output_tokens ?? 1000);
  bill({ ...wholeAnswer({ kind: "answer" }, body).usage, outputTokens: { text: most, reasoning: 0 } });
  const piece = "x".repeat(pieceBytes);
  if (isStream) startStream(response);
  else {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"id":"');
  }
  const delta = wire.events(wholeAnswer({ kind: "answer", text: piece }, body)).find(({ isContent }) => isContent);
  const chunk = isStream ? eventText(delta!) : piece;
  for (let sent = 0; sent < bytes && !response.destroyed; sent += pieceBytes) await written(response, chunk);
  response.end(isStream ? "" : '"}');
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { "content-type": type });
  response.end(text);
}

function startStream(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
}

/** Resolves when the chunk has left, or when the client has gone. */
function written(response: ServerResponse, chunk: string): Promise<void> {
  return new Promise((resolve) => {
    response.once("close", resolve);
    response.write(chunk, () => {
      response.off("close", resolve);
      resolve();
    });
  });
}
