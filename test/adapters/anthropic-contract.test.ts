import Anthropic from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type FaultServer, startFaultServer } from "../../src/testing/index.ts";
import { anthropicCases } from "./clients.ts";
import { requestIdOf } from "./request-id-of.ts";

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

const text = '{"status":"sent"}';
const messages = [{ role: "user" as const, content: "Where is my parcel?" }];
const max_tokens = 500;

describe.each(anthropicCases)("$name", ({ make, model }) => {
  test("create gives a message, and the promise what the client's promises give", async () => {
    server.play(...Array.from({ length: 3 }, () => ({ kind: "answer" as const, text })));
    const client = make(server);
    const message = await client.messages.create({ model, max_tokens, messages });
    expect(message).toMatchObject({
      type: "message",
      role: "assistant",
      stop_reason: "end_turn",
      content: [{ type: "text", text }],
    });
    expect(message.usage.output_tokens).toBeGreaterThan(0);
    expect(requestIdOf(message)).toBeTruthy();
    expect(Object.keys(message)).not.toContain("_request_id");
    const { data, response, request_id } = await client.messages.create({ model, max_tokens, messages }).withResponse();
    expect(request_id).toBe(response.headers.get("request-id"));
    expect(requestIdOf(data)).toBe(request_id);
    const raw = await client.messages.create({ model, max_tokens, messages }).asResponse();
    expect(raw.bodyUsed).toBe(false);
    expect(await raw.json()).toMatchObject({ content: [{ text }] });
  });

  test("a stream is iterated, and the stream helper comes at once", async () => {
    server.play(...Array.from({ length: 2 }, () => ({ kind: "answer" as const, text: "one two three" })));
    const client = make(server);
    const types = new Set<string>();
    for await (const event of await client.messages.create({ model, max_tokens, messages, stream: true }))
      types.add(event.type);
    expect([...types]).toEqual([
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
    const stream = client.messages.stream({ model, max_tokens, messages });
    expect(stream).not.toHaveProperty("then");
    const pieces: string[] = [];
    stream.on("text", (delta) => pieces.push(delta));
    expect((await stream.finalMessage()).content).toMatchObject([{ type: "text", text: "one two three" }]);
    expect(pieces.join("")).toBe("one two three");
  });

  test("parse gives the value", async () => {
    server.play({ kind: "answer", text });
    const format = zodOutputFormat(z.object({ status: z.string() }));
    const parsed = await make(server).messages.parse({ model, max_tokens, messages, output_config: { format } });
    expect(parsed.parsed_output).toEqual({ status: "sent" });
  });

  test("tool use comes as the client's own, and what a tool returned goes back", async () => {
    const tools = [{ name: "find", input_schema: { type: "object" as const, properties: { at: { type: "number" } } } }];
    server.play(
      { kind: "answer", toolCalls: [{ id: "call_1", name: "find", arguments: '{"at":7}' }] },
      { kind: "answer", text },
    );
    const client = make(server);
    const asked = await client.messages.create({ model, max_tokens, messages, tools });
    expect(asked).toMatchObject({
      stop_reason: "tool_use",
      content: [{ type: "tool_use", id: "call_1", name: "find", input: { at: 7 } }],
    });
    const result = { type: "tool_result" as const, tool_use_id: "call_1", content: "at the depot" };
    const answered = await client.messages.create({
      model,
      max_tokens,
      tools,
      messages: [...messages, { role: "assistant", content: asked.content }, { role: "user", content: [result] }],
    });
    expect(answered.content).toMatchObject([{ type: "text", text }]);
  });

  test("a caller who aborts gets the client's own error", async () => {
    server.play({ kind: "stall" });
    const controller = new AbortController();
    const before = server.calls.length;
    const asked = make(server)
      .messages.create({ model, max_tokens, messages }, { signal: controller.signal })
      .catch((error) => error);
    await expect.poll(() => server.calls.length).toBe(before + 1);
    controller.abort();
    expect(await asked).toBeInstanceOf(Anthropic.APIUserAbortError);
    await server.whenIdle();
  });

  test("the rest of the client is the client's own", async () => {
    const client = make(server);
    expect(client).toBeInstanceOf(Anthropic);
    expect(client.buildURL("/v1/models", {})).toBe(`${server.anthropicUrl}/v1/models`);
    await expect(client.models.list()).rejects.toMatchObject({ status: 404 });
    server.play({ kind: "answer", text });
    const again = client.withOptions({ timeout: 5000 });
    expect((await again.messages.create({ model, max_tokens, messages })).content).toMatchObject([{ text }]);
  });
});
