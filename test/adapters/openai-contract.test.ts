import OpenAI from "openai";
import { zodResponseFormat, zodTextFormat } from "openai/helpers/zod";
import OpenAI6 from "openai-6";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type FaultServer, startFaultServer } from "../../src/testing/index.ts";
import { openaiCases } from "./clients.ts";
import { requestIdOf } from "./request-id-of.ts";

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

const text = '{"status":"sent"}';
const messages = [{ role: "user" as const, content: "Where is my parcel?" }];
const schema = z.object({ status: z.string() });
const tools = [
  {
    type: "function" as const,
    function: { name: "find", parameters: { type: "object", properties: { at: { type: "number" } } } },
  },
];

describe.each(openaiCases)("$name", ({ name, make, model }) => {
  describe("Chat Completions", () => {
    test("create gives a completion, and the promise what the client's promises give", async () => {
      server.play(...Array.from({ length: 3 }, () => ({ kind: "answer" as const, text })));
      const client = make(server);
      const completion = await client.chat.completions.create({ model, messages });
      expect(completion).toMatchObject({
        object: "chat.completion",
        choices: [{ message: { role: "assistant", content: text }, finish_reason: "stop" }],
      });
      expect(completion.usage!.total_tokens).toBe(
        completion.usage!.prompt_tokens + completion.usage!.completion_tokens,
      );
      expect(requestIdOf(completion)).toBeTruthy();
      expect(Object.keys(completion)).not.toContain("_request_id");
      const { data, response, request_id } = await client.chat.completions.create({ model, messages }).withResponse();
      expect(data.choices[0]?.message.content).toBe(text);
      expect(request_id).toBe(response.headers.get("x-request-id"));
      expect(requestIdOf(data)).toBe(request_id);
      const raw = await client.chat.completions.create({ model, messages }).asResponse();
      expect(raw.bodyUsed).toBe(false);
      expect(await raw.json()).toMatchObject({ choices: [{ message: { content: text } }] });
    });

    test("a stream is iterated, split and stopped as ever", async () => {
      server.play(...Array.from({ length: 2 }, () => ({ kind: "answer" as const, text: "one two three four" })));
      const client = make(server);
      const stream = await client.chat.completions.create({
        model,
        messages,
        stream: true,
        stream_options: { include_usage: true },
      });
      const [left, right] = stream.tee();
      let seen = "";
      let usage: unknown;
      for await (const chunk of left) {
        seen += chunk.choices[0]?.delta.content ?? "";
        usage ??= chunk.usage ?? undefined;
      }
      expect(seen).toBe("one two three four");
      expect(usage).toMatchObject({ prompt_tokens: expect.any(Number) });
      for await (const chunk of right) expect(chunk.object).toBe("chat.completion.chunk");
      const stopped = await client.chat.completions.create({ model, messages, stream: true });
      for await (const _ of stopped) break;
      expect(stopped.controller.signal.aborted).toBe(true);
    });

    test("the stream helper comes at once, with its events and its final completion", async () => {
      server.play({ kind: "answer", text: "one two three" });
      const runner = make(server).chat.completions.stream({ model, messages });
      expect(runner).not.toHaveProperty("then");
      const pieces: string[] = [];
      runner.on("content", (delta) => pieces.push(delta));
      expect((await runner.finalChatCompletion()).choices[0]?.message.content).toBe("one two three");
      expect(pieces.join("")).toBe("one two three");
    });

    test("parse gives the value, and the body is read once", async () => {
      server.play({ kind: "answer", text });
      const parsed = await make(server).chat.completions.parse({
        model,
        messages,
        response_format: zodResponseFormat(schema, "answer"),
      });
      expect(parsed.choices[0]?.message.parsed).toEqual({ status: "sent" });
    });

    test("tool calls come as the client's own", async () => {
      server.play({ kind: "answer", toolCalls: [{ id: "call_1", name: "find", arguments: '{"at":7}' }] });
      const completion = await make(server).chat.completions.create({ model, messages, tools });
      expect(completion.choices[0]).toMatchObject({ finish_reason: "tool_calls", message: { content: null } });
      expect(completion.choices[0]?.message.tool_calls).toEqual([
        { id: "call_1", type: "function", function: { name: "find", arguments: '{"at":7}' } },
      ]);
    });

    test("a caller who aborts gets the client's own error", async () => {
      server.play({ kind: "stall" });
      const controller = new AbortController();
      const before = server.calls.length;
      const asked = make(server)
        .chat.completions.create({ model, messages }, { signal: controller.signal })
        .catch((error) => error);
      await expect.poll(() => server.calls.length).toBe(before + 1);
      controller.abort();
      const error = await asked;
      const { APIUserAbortError } = name.startsWith("openai 6") ? OpenAI6 : OpenAI;
      expect(error).toBeInstanceOf(APIUserAbortError);
      await server.whenIdle();
    });
  });

  describe("Responses", () => {
    test("create, parse and both ways of streaming", async () => {
      server.play(...Array.from({ length: 4 }, () => ({ kind: "answer" as const, text })));
      const client = make(server);
      const response = await client.responses.create({ model, input: "Where is my parcel?" });
      expect(response).toMatchObject({ object: "response", status: "completed", output_text: text });
      const parsed = await client.responses.parse({
        model,
        input: "Where?",
        text: { format: zodTextFormat(schema, "answer") },
      });
      expect(parsed.output_parsed).toEqual({ status: "sent" });
      let seen = "";
      let last = "";
      for await (const event of await client.responses.create({ model, input: "Where?", stream: true })) {
        if (event.type === "response.output_text.delta") seen += event.delta;
        last = event.type;
      }
      expect([seen, last]).toEqual([text, "response.completed"]);
      const { data, request_id } = await client.responses.create({ model, input: "Where?" }).withResponse();
      expect(requestIdOf(data)).toBe(request_id);
    });
  });

  test("the rest of the client is the client's own", async () => {
    const client = make(server);
    const bare = openaiCases.find((one) => one.name === name.replace(/,.*/, ", bare"))!.make(server);
    expect(client.constructor).toBe(bare.constructor);
    expect(client.models.constructor).toBe(bare.models.constructor);
    expect(client.buildURL("/models", {})).toBe(bare.buildURL("/models", {}));
    await expect(client.models.list()).rejects.toMatchObject({ status: 404 });
    await expect(client.post("/nowhere", { body: {} })).rejects.toMatchObject({ status: 404 });
    server.play({ kind: "answer", text });
    const again = client.withOptions({ timeout: 5000 });
    expect((await again.chat.completions.create({ model, messages })).choices[0]?.message.content).toBe(text);
  });
});
