import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ModelRequest } from "../../../src/models/index.ts";
import { type FaultServer, startFaultServer } from "../../../src/testing/index.ts";
import { providerCases } from "../../support/provider-models.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const conversation: ModelRequest = {
  messages: [
    { role: "system", content: "Be brief." },
    {
      role: "user",
      content: [
        { type: "text", text: "What is this?" },
        { type: "image", image: { mediaType: "image/png", base64: "aGk=" } },
        { type: "image", image: { url: "https://example.test/a.png" } },
        { type: "document", id: "d1", title: "Terms", text: "Thirty days." },
      ],
    },
    { role: "assistant", content: "", toolCalls: [{ id: "c1", name: "look", arguments: '{"at":1}' }] },
    { role: "tool", toolCallId: "c1", content: "a cat" },
    { role: "tool", toolCallId: "c2", content: "a dog" },
    { role: "user", content: "So?" },
  ],
  tools: [
    { name: "look", description: "Looks.", parameters: { type: "object", properties: { at: { type: "number" } } } },
  ],
  toolChoice: { name: "look" },
  schema: {
    type: "object",
    properties: { status: { type: "string" } },
    required: ["status"],
    additionalProperties: false,
  },
  maxOutputTokens: 77,
};

async function bodyOf(name: string, options: object = {}, request = conversation) {
  const provider = providerCases.find((one) => one.name === name)!;
  await provider.make(server, options).generate(request);
  return server.calls.at(-1)!.body;
}

const document = '<document id="d1" title="Terms">\nThirty days.\n</document>';

describe("a request on the wire", () => {
  test("Chat Completions", async () => {
    expect(await bodyOf("openai 7, Chat Completions", { effort: "high" })).toEqual({
      model: "gpt-6-luna",
      messages: [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "What is this?" },
            { type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } },
            { type: "image_url", image_url: { url: "https://example.test/a.png" } },
            { type: "text", text: document },
          ],
        },
        {
          role: "assistant",
          content: null,
          tool_calls: [{ type: "function", id: "c1", function: { name: "look", arguments: '{"at":1}' } }],
        },
        { role: "tool", tool_call_id: "c1", content: "a cat" },
        { role: "tool", tool_call_id: "c2", content: "a dog" },
        { role: "user", content: "So?" },
      ],
      max_completion_tokens: 77,
      reasoning_effort: "high",
      response_format: {
        type: "json_schema",
        json_schema: { name: "answer", schema: conversation.schema, strict: true },
      },
      tools: [{ type: "function", function: { ...conversation.tools![0] } }],
      tool_choice: { type: "function", function: { name: "look" } },
    });
  });

  test("Chat Completions of a compatible server", async () => {
    const open = { type: "object", additionalProperties: { type: "number" } };
    const request = { ...conversation, schema: open };
    const body = await bodyOf("openai 7, Chat Completions", { dialect: "compatible" }, request);
    expect(body.max_tokens).toBe(77);
    expect(body.max_completion_tokens).toBeUndefined();
    expect(body.response_format).toMatchObject({ json_schema: { schema: open } });
  });

  test("Responses", async () => {
    expect(await bodyOf("openai 7, Responses", { effort: "low", parameters: { text: { verbosity: "low" } } })).toEqual({
      model: "gpt-6-luna",
      store: false,
      input: [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "input_text", text: "What is this?" },
            { type: "input_image", image_url: "data:image/png;base64,aGk=", detail: "auto" },
            { type: "input_image", image_url: "https://example.test/a.png", detail: "auto" },
            { type: "input_text", text: document },
          ],
        },
        { type: "function_call", call_id: "c1", name: "look", arguments: '{"at":1}' },
        { type: "function_call_output", call_id: "c1", output: "a cat" },
        { type: "function_call_output", call_id: "c2", output: "a dog" },
        { role: "user", content: "So?" },
      ],
      max_output_tokens: 77,
      reasoning: { effort: "low" },
      text: {
        verbosity: "low",
        format: { type: "json_schema", name: "answer", schema: conversation.schema, strict: true },
      },
      tools: [{ type: "function", ...conversation.tools![0], strict: false }],
      tool_choice: { type: "function", name: "look" },
    });
  });

  test("Messages: instructions apart, roles in turns", async () => {
    const { messages, ...body } = await bodyOf("anthropic 1, Messages", {
      model: "claude-opus-5-5",
      effort: "max",
      parameters: { cache_control: { type: "ephemeral" } },
    });
    expect(messages).toEqual([
      {
        role: "user",
        content: [
          { type: "text", text: "What is this?" },
          { type: "image", source: { type: "base64", media_type: "image/png", data: "aGk=" } },
          { type: "image", source: { type: "url", url: "https://example.test/a.png" } },
          { type: "text", text: document },
        ],
      },
      { role: "assistant", content: [{ type: "tool_use", id: "c1", name: "look", input: { at: 1 } }] },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "c1", content: "a cat" },
          { type: "tool_result", tool_use_id: "c2", content: "a dog" },
          { type: "text", text: "So?" },
        ],
      },
    ]);
    expect(body).toEqual({
      model: "claude-opus-5-5",
      max_tokens: 77,
      system: "Be brief.",
      cache_control: { type: "ephemeral" },
      output_config: { effort: "max", format: { type: "json_schema", schema: conversation.schema } },
      tools: [{ name: "look", description: "Looks.", input_schema: { ...conversation.tools![0]!.parameters } }],
      tool_choice: { type: "tool", name: "look" },
    });
  });

  test("Messages: a schema that its grammar cannot hold is told in words, and reported", async () => {
    const schema = { type: "object", additionalProperties: { type: "number" } };
    const provider = providerCases.find(({ vendor }) => vendor === "anthropic")!;
    const answer = await provider.make(server).generate({ ...conversation, schema });
    const { body } = server.calls.at(-1)!;
    expect(body.output_config).toBeUndefined();
    expect(body.system).toContain(JSON.stringify(schema));
    expect(answer.schemaLosses).toEqual([
      { path: [], expected: expect.stringContaining("named"), value: { type: "number" } },
    ]);
  });

  test("a streamed request asks for usage too", async () => {
    const provider = providerCases.find(({ name }) => name === "openai 7, Chat Completions")!;
    for await (const _ of provider.make(server).stream!({ messages: [{ role: "user", content: "Hi" }] }));
    expect(server.calls.at(-1)!.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  test("the clients' own retries are switched off and say so", async () => {
    await bodyOf("anthropic 1, Messages");
    expect(server.calls.at(-1)!.headers["x-stainless-retry-count"]).toBe("0");
  });
});
