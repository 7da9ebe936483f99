import type { Fault } from "./types.ts";

const fine: Fault = { kind: "answer", text: '{"status":"sent"}' };
const call = { id: "call_1", name: "find_parcel", arguments: '{"parcel":"A 17"}' };

/** What goes wrong with providers, by name: what to play for one request and for those that follow it. */
export const faultTable = {
  "rate limited, one second": [{ kind: "status", status: 429, retryAfterSeconds: 1 }, fine],
  "rate limited for an hour": [{ kind: "status", status: 429, retryAfterSeconds: 3600 }, fine],
  "quota used up": [{ kind: "status", status: 429, code: "insufficient_quota" }, fine],
  "500 twice": [{ kind: "status", status: 500 }, { kind: "status", status: 500 }, fine],
  "502 twice": [{ kind: "status", status: 502 }, { kind: "status", status: 502 }, fine],
  "503 twice": [{ kind: "status", status: 503 }, { kind: "status", status: 503 }, fine],
  "overloaded inside a stream": [{ kind: "overloaded-in-stream" }, fine],
  "overloaded after the stream's start": [{ kind: "overloaded-in-stream", isAfterStart: true }, fine],
  "stream reset after content": [{ kind: "cut", afterPieces: 2, by: "reset" }, fine],
  "stream closed after content": [{ kind: "cut", afterPieces: 2, by: "close" }, fine],
  "first token stalls": [{ kind: "stall" }, fine],
  "connection reset": [{ kind: "reset" }, fine],
  "wrong content type": [{ kind: "wrong-content-type" }, fine],
  "a page of HTML": [{ kind: "html" }, fine],
  "an error page of HTML": [{ kind: "html", status: 502 }, fine],
  "a body of broken JSON": [{ kind: "broken-json" }, fine],
  "an answer of broken JSON": [{ kind: "answer", text: '{"status":"se' }, fine],
  "JSON in a code fence": [{ kind: "answer", text: '```json\n{"status":"sent"}\n```' }],
  "JSON after prose": [{ kind: "answer", text: 'Here you are:\n{"status":"sent"}' }],
  "cut off by the limit": [{ kind: "answer", text: '{"status":"se', finish: "length" }, fine],
  "a refusal": [{ kind: "answer", refusal: "I cannot help with that." }],
  "a rule broken": [{ kind: "answer", text: '{"status":"lost"}' }, fine],
  "a tool call with wrong arguments": [
    { kind: "answer", toolCalls: [{ id: "call_1", name: "find_parcel", arguments: '{"parcel":42}' }] },
    fine,
  ],
  "a call of an unknown tool": [
    { kind: "answer", toolCalls: [{ id: "call_1", name: "erase_everything", arguments: "{}" }] },
    fine,
  ],
  "the same tool call twice": [{ kind: "answer", toolCalls: [call, call] }, fine],
  "a tool call cut off in a stream": [
    { kind: "cut", afterPieces: 1, by: "close", answer: { kind: "answer", toolCalls: [call] } },
    fine,
  ],
  "no choices": [{ kind: "nothing", missing: "choices" }, fine],
  "no content": [{ kind: "nothing", missing: "content" }, fine],
  "fifty megabytes": [{ kind: "huge", bytes: 50_000_000 }, fine],
  "usage missing": [{ kind: "answer", text: '{"status":"sent"}', isUsageMissing: true }],
} as const satisfies Readonly<Record<string, readonly Fault[]>>;

/** An address that no name server knows: the top-level domain `invalid` is reserved for that (RFC 2606). */
export const unknownHostUrl = "http://tierwise.invalid/v1";
