import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { zodResponseFormat, zodTextFormat } from "openai/helpers/zod";
import OpenAI6 from "openai-6";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  outcomeOf,
  type PassedCall,
  type RoutedOutcome,
  type Routing,
  wrapAnthropic,
  wrapOpenAI,
} from "../../src/adapters/index.ts";
import { InputError } from "../../src/errors/index.ts";
import { listPrice, listPriceTable, openaiModel } from "../../src/models/index.ts";
import { fixedPolicy } from "../../src/policy/index.ts";
import { type FaultServer, startFaultServer } from "../../src/testing/index.ts";
import { createRouter, type ToolRequest } from "../../src/workflow/index.ts";
import { secretKey } from "../support/provider-models.ts";
import { serverRouter } from "./clients.ts";
import { requestIdOf } from "./request-id-of.ts";

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

const messages = [{ role: "user" as const, content: "Where is my parcel?" }];

/** The client would ask three times, were it let. */
function openai(): OpenAI {
  return new OpenAI({ apiKey: secretKey, baseURL: server.openaiUrl, maxRetries: 2 });
}
function anthropic(): Anthropic {
  return new Anthropic({ apiKey: secretKey, baseURL: server.anthropicUrl, maxRetries: 2 });
}

/** What a test says of an outcome; the rest of it is of no interest here. */
interface Ending {
  readonly status?: RoutedOutcome["status"];
  readonly value?: unknown;
  readonly failure?: object;
  readonly reason?: string;
}

/** A router that ends every request the same way, and keeps what it was asked. */
function ending(outcome: Ending | Error) {
  const requests: ToolRequest[] = [];
  const run = async (request: ToolRequest) => {
    requests.push(request);
    if (outcome instanceof Error) throw outcome;
    return {
      id: `outcome-${requests.length}`,
      status: "accepted",
      value: "fine",
      attempts: [],
      reason: "",
      ...outcome,
    };
  };
  return { requests, run: run as unknown as Routing["run"] };
}

describe("a routed call", () => {
  test("is found again by its answer, with every attempt; a call that passed is not", async () => {
    const client = wrapOpenAI(openai(), serverRouter(server));
    const routed = await client.chat.completions.create({ model: "tierwise/auto", messages });
    expect(outcomeOf(routed)).toMatchObject({ status: "accepted", attempts: [{ model: "gpt-6-luna" }] });
    expect(outcomeOf(requestIdOf(routed)!)).toBe(outcomeOf(routed));
    expect(JSON.stringify(routed)).not.toContain("tierwise");
    expect(outcomeOf(await client.chat.completions.create({ model: "gpt-6-luna", messages }))).toBeUndefined();
  });

  test("gives the value that passed, not the words that the model put around it", async () => {
    const router = createRouter({
      schema: z.object({ status: z.string() }),
      tiers: { only: openaiModel(openai(), { model: "gpt-6-luna", price: listPrice("gpt-6-luna")! }) },
      policy: fixedPolicy("only"),
    });
    server.play({ kind: "answer", text: '```json\n{ "status": "sent" }\n```' });
    const client = wrapOpenAI(openai(), router);
    const completion = await client.chat.completions.create({ model: "tierwise/auto", messages });
    expect(completion.choices[0]?.message.content).toBe('{"status":"sent"}');
    expect(completion.model).toBe("gpt-6-luna");
    expect(outcomeOf(completion)?.costNanoUsd).toBe(server.billedNanoUsd);
    const usage = outcomeOf(completion)?.attempts[0]?.answer?.usage;
    expect(completion.usage?.prompt_tokens).toBe(usage?.inputTokens.noCache);
  });

  test("of an older client stays of its class and type", async () => {
    const older: OpenAI6 = wrapOpenAI(new OpenAI6({ apiKey: secretKey, baseURL: server.openaiUrl }), ending({}));
    expect(older).toBeInstanceOf(OpenAI6);
    const completion = await older.chat.completions.create({ model: "tierwise/auto", messages });
    expect(completion.choices[0]?.message.content).toBe("fine");
  });

  test("goes to the workflow that its model names", async () => {
    const routers = { triage: ending({ value: "triaged" }), reply: ending({ value: { status: "sent" } }) };
    const client = wrapAnthropic(anthropic(), routers);
    const ask = (model: string) => client.messages.create({ model, max_tokens: 10, messages });
    expect((await ask("tierwise/triage")).content).toMatchObject([{ text: "triaged" }]);
    expect((await ask("tierwise/reply")).content).toMatchObject([{ text: '{"status":"sent"}' }]);
    await expect(ask("tierwise/auto")).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining("no workflow of the name"),
    });
    expect(server.calls).toEqual([]);
  });

  test("carries instructions, images, tools and what they returned", async () => {
    const router = ending({});
    const tool = { name: "find", description: "Finds.", parameters: { type: "object", properties: {} } };
    await wrapOpenAI(openai(), router).chat.completions.create({
      model: "tierwise/auto",
      messages: [
        { role: "developer", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "What is this?" },
            { type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } },
          ],
        },
        {
          role: "assistant",
          tool_calls: [{ id: "c1", type: "function", function: { name: "find", arguments: "{}" } }],
        },
        { role: "tool", tool_call_id: "c1", content: "a cat" },
      ],
      tools: [{ type: "function", function: tool }],
      tool_choice: { type: "function", function: { name: "find" } },
    });
    expect(router.requests[0]).toMatchObject({
      messages: [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "What is this?" },
            { type: "image", image: { mediaType: "image/png", base64: "aGk=" } },
          ],
        },
        { role: "assistant", content: "", toolCalls: [{ id: "c1", name: "find", arguments: "{}" }] },
        { role: "tool", toolCallId: "c1", content: "a cat" },
      ],
      tools: [tool],
      toolChoice: { name: "find" },
    });
  });

  test("of Responses and of Messages says the same", async () => {
    const router = ending({});
    const parameters = { type: "object", properties: {} };
    await wrapOpenAI(openai(), router).responses.create({
      model: "tierwise/auto",
      instructions: "Be brief.",
      input: [
        { role: "user", content: [{ type: "input_text", text: "Where?" }] },
        { type: "function_call", call_id: "c1", name: "find", arguments: "{}" },
        { type: "function_call", call_id: "c2", name: "ask", arguments: "{}" },
        { type: "function_call_output", call_id: "c1", output: "here" },
      ],
      tools: [{ type: "function", name: "find", parameters, strict: false }],
    });
    await wrapAnthropic(anthropic(), router).messages.create({
      model: "tierwise/auto",
      max_tokens: 100,
      system: [{ type: "text", text: "Be brief." }],
      messages: [
        { role: "user", content: [{ type: "text", text: "Where?" }] },
        {
          role: "assistant",
          content: [
            { type: "tool_use", id: "c1", name: "find", input: {} },
            { type: "tool_use", id: "c2", name: "ask", input: {} },
          ],
        },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: "here" }] },
      ],
      tools: [{ name: "find", input_schema: { type: "object", properties: {} } }],
    });
    const [responses, message] = router.requests;
    expect(responses!.messages!.slice(2)).toEqual(message!.messages!.slice(2));
    expect(responses!.messages![0]).toEqual({ role: "system", content: "Be brief." });
    expect(responses!.messages![2]).toMatchObject({ toolCalls: [{ id: "c1" }, { id: "c2" }] });
    expect(message!.tools).toEqual([{ name: "find", parameters }]);
  });

  test.each([
    ["temperature", { temperature: 0.5 }],
    ["safety_identifier", { safety_identifier: "u1" }],
    ["messages.0.name", { messages: [{ role: "user" as const, content: "Where?", name: "Ada" }] }],
    [
      "messages.0.detail",
      {
        messages: [
          {
            role: "user" as const,
            content: [
              { type: "image_url" as const, image_url: { url: "https://x.test/a.png", detail: "high" as const } },
            ],
          },
        ],
      },
    ],
    ["n", { n: 3 }],
    [
      "messages.0",
      {
        messages: [
          {
            role: "user" as const,
            content: [{ type: "input_audio" as const, input_audio: { data: "", format: "wav" as const } }],
          },
        ],
      },
    ],
  ])("that cannot carry %s is refused by name", async (name, body) => {
    const router = ending({});
    const asked = wrapOpenAI(openai(), router).chat.completions.create({ model: "tierwise/auto", messages, ...body });
    await expect(asked).rejects.toMatchObject({ status: 400, message: expect.stringContaining(`tierwise: ${name}`) });
    await expect(asked).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    expect(router.requests).toEqual([]);
  });

  test("leaves out what it cannot carry, where it is told to", async () => {
    const router = ending({});
    const ask = (onUnsupported: "refuse" | "ignore") =>
      wrapOpenAI(openai(), router, { onUnsupported }).chat.completions.create({
        model: "tierwise/auto",
        temperature: 0.5,
        user: "u1",
        messages: [{ role: "user", content: "Where?", name: "Ada" }],
      });
    await expect(ask("refuse")).rejects.toThrow('onUnsupported: "ignore"');
    await ask("ignore");
    expect(router.requests).toMatchObject([{ messages: [{ role: "user", content: "Where?" }] }]);
  });

  test("carries the limit on the answer and that a tool failed", async () => {
    const router = ending({});
    const client = wrapOpenAI(openai(), router);
    await client.chat.completions.create({ model: "tierwise/auto", messages, max_tokens: 11 });
    await client.chat.completions.create({ model: "tierwise/auto", messages, max_completion_tokens: 12 });
    await client.responses.create({ model: "tierwise/auto", input: "Where?", max_output_tokens: 13 });
    await wrapAnthropic(anthropic(), router).messages.create({
      model: "tierwise/auto",
      max_tokens: 14,
      messages: [
        ...messages,
        { role: "assistant", content: [{ type: "tool_use", id: "c1", name: "find", input: {} }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: "no such id", is_error: true }] },
      ],
    });
    expect(router.requests.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([11, 12, 13, 14]);
    expect(router.requests[3]?.messages?.[2]).toMatchObject({ role: "tool", content: "The tool failed: no such id" });
  });

  test("refuses a mark for a prompt cache that it cannot set", async () => {
    const block = { type: "text" as const, text: "Be brief.", cache_control: { type: "ephemeral" as const } };
    const ask = (body: object) =>
      wrapAnthropic(anthropic(), ending({})).messages.create({
        model: "tierwise/auto",
        max_tokens: 9,
        messages,
        ...body,
      });
    await expect(ask({ system: [block] })).rejects.toThrow("tierwise: system.cache_control");
    await expect(ask({ messages: [{ role: "user", content: [block] }] })).rejects.toThrow("messages.0.cache_control");
  });

  test("of a name that every object has is no workflow", async () => {
    const client = wrapOpenAI(openai(), { triage: ending({}) });
    await expect(client.chat.completions.create({ model: "tierwise/constructor", messages })).rejects.toMatchObject({
      status: 404,
    });
  });

  test.each(["Chat Completions", "Messages"])(
    "through %s runs once, though the client's timeout passes",
    async (api) => {
      const aborts: unknown[] = [];
      const requests: ToolRequest[] = [];
      const run = (request: ToolRequest) => {
        requests.push(request);
        return new Promise((resolve) =>
          request.signal?.addEventListener("abort", () => {
            aborts.push(request);
            resolve({ id: "late", status: "cancelled", attempts: [], reason: "" });
          }),
        );
      };
      const router = { run: run as unknown as Routing["run"] };
      const asked =
        api === "Messages"
          ? wrapAnthropic(anthropic(), router).messages.create(
              { model: "tierwise/auto", max_tokens: 9, messages },
              { timeout: 20 },
            )
          : wrapOpenAI(openai(), router).chat.completions.create({ model: "tierwise/auto", messages }, { timeout: 20 });
      await expect(asked).rejects.toMatchObject({ status: 408, message: expect.stringContaining("runs once") });
      expect([requests.length, aborts.length]).toEqual([1, 1]);
    },
  );

  describe("that wants JSON", () => {
    const schema = z.object({ status: z.enum(["sent", "lost"]) });
    const asking = () => {
      const only = openaiModel(openai(), { model: "gpt-6-luna", price: listPrice("gpt-6-luna")! });
      return createRouter({ tiers: { only }, policy: fixedPolicy("only") });
    };

    test("gets it without the fence around it, from a router without a schema", async () => {
      const client = wrapOpenAI(openai(), asking());
      const fenced = { kind: "answer" as const, text: '```json\n{ "status": "sent" }\n```' };
      server.play(fenced, fenced, fenced);
      const completion = await client.chat.completions.parse({
        model: "tierwise/auto",
        messages,
        response_format: zodResponseFormat(schema, "answer"),
      });
      expect(completion.choices[0]?.message.parsed).toEqual({ status: "sent" });
      const response = await client.responses.parse({
        model: "tierwise/auto",
        input: "Where?",
        text: { format: zodTextFormat(schema, "answer") },
      });
      expect(response.output_parsed).toEqual({ status: "sent" });
      const any = await client.chat.completions.create({
        model: "tierwise/auto",
        messages,
        response_format: { type: "json_object" },
      });
      expect(any.choices[0]?.message.content).toBe('{"status":"sent"}');
    });

    test("gets what fits its schema, or the model is told what does not", async () => {
      server.play({ kind: "answer", text: '{"status":"eaten"}' }, { kind: "answer", text: '{"status":"lost"}' });
      const parsed = await wrapAnthropic(anthropic(), asking()).messages.create({
        model: "tierwise/auto",
        max_tokens: 99,
        messages,
        output_config: { format: { type: "json_schema", schema: z.toJSONSchema(schema) } },
      });
      expect(parsed.content).toMatchObject([{ text: '{"status":"lost"}' }]);
      expect(outcomeOf(parsed)?.attempts.map(({ verdict }) => verdict.kind)).toEqual(["wrong-schema", "accepted"]);
    });
  });

  test.each<[string, Ending | Error, object]>([
    ["waits for a person", { status: "review", reason: "no tier was sure" }, { status: 422, code: "tierwise_review" }],
    [
      "failed",
      { status: "failed", failure: { kind: "wrong-schema" }, reason: "no tier passed" },
      { status: 422, code: "tierwise_wrong_schema", message: expect.stringContaining("no tier passed") },
    ],
    [
      "was rate limited to its end",
      { status: "failed", failure: { kind: "transport", call: { failure: "rate-limit", retryAfterMs: 9 } } },
      { status: 429 },
    ],
    ["was asked wrongly", new InputError("expected a user's message"), { status: 400 }],
    ["broke", new Error("out of order"), { status: 500, message: expect.stringContaining("out of order") }],
  ])("that %s is the client's own error, and runs once", async (_, outcome, error) => {
    const router = ending(outcome);
    const asked = wrapOpenAI(openai(), router).chat.completions.create({ model: "tierwise/auto", messages });
    await expect(asked).rejects.toMatchObject(error);
    await expect(asked).rejects.toBeInstanceOf(OpenAI.APIError);
    await expect(
      wrapAnthropic(anthropic(), router).messages.create({ model: "tierwise/auto", max_tokens: 9, messages }),
    ).rejects.toBeInstanceOf(Anthropic.APIError);
    expect(router.requests).toHaveLength(2);
  });
});

describe("a call that passes", () => {
  const usage = { inputTokens: { noCache: 20, cacheRead: 10, cacheWrite: 0 }, outputTokens: { text: 7, reasoning: 2 } };
  const cost = 20 * 100 + 10 * 10 + 9 * 500;

  function accounted(): { client: OpenAI; told: PassedCall[] } {
    const told: PassedCall[] = [];
    const options = { onPassedCall: (call: PassedCall) => void told.push(call), prices: listPriceTable() };
    return { client: wrapOpenAI(openai(), ending({}), options), told };
  }

  test("is accounted with what it used and cost, streamed or not", async () => {
    const { client, told } = accounted();
    server.play({ kind: "answer", usage }, { kind: "answer", usage }, { kind: "answer", usage });
    const body = { model: "gpt-6-luna", messages };
    await client.chat.completions.create(body);
    for await (const _ of await client.chat.completions.create({
      ...body,
      stream: true,
      stream_options: { include_usage: true },
    }));
    await client.responses.create({ model: "gpt-6-luna", input: "Where?" });
    expect(told).toMatchObject([
      { api: "chat", model: "gpt-6-luna", status: 200, usage, costNanoUsd: cost },
      { api: "chat", usage, costNanoUsd: cost },
      { api: "responses", usage, costNanoUsd: cost },
    ]);
  });

  test("is accounted at Anthropic too", async () => {
    const told: PassedCall[] = [];
    const client = wrapAnthropic(anthropic(), ending({}), {
      onPassedCall: (call) => void told.push(call),
      prices: listPriceTable(),
    });
    server.play({ kind: "answer", usage }, { kind: "answer", usage });
    const body = { model: "claude-haiku-4-5", max_tokens: 10, messages };
    await client.messages.create(body);
    await client.messages.stream(body).finalMessage();
    expect(told.map((call) => call.usage)).toEqual([usage, usage]);
    expect(told[0]?.costNanoUsd).toBe(20 * 1000 + 10 * 100 + 9 * 5000);
    expect(listPrice("claude-haiku-4-5")).not.toBeNull();
  });

  test("cut off, or refused, has a usage that is not known: never 0", async () => {
    const { client, told } = accounted();
    server.play({ kind: "cut", afterPieces: 2, by: "close" }, { kind: "status", status: 400 });
    for await (const _ of await client.chat.completions.create({ model: "gpt-6-luna", messages, stream: true }));
    await client.chat.completions.create({ model: "gpt-6-luna", messages }).catch(() => undefined);
    await expect.poll(() => told.length).toBe(2);
    expect(told).toMatchObject([
      { status: 200, usage: null, costNanoUsd: null },
      { status: 400, usage: null, costNanoUsd: null },
    ]);
  });

  test("at Anthropic, cut off after it said what went in, is not known either", async () => {
    const told: PassedCall[] = [];
    const client = wrapAnthropic(anthropic(), ending({}), { onPassedCall: (call) => void told.push(call) });
    server.play({ kind: "cut", afterPieces: 2, by: "close" });
    const stream = await client.messages.create({ model: "claude-haiku-4-5", max_tokens: 10, messages, stream: true });
    for await (const _ of stream);
    expect(told).toMatchObject([{ api: "messages", usage: null, costNanoUsd: null }]);
  });

  test("reaches its caller, whatever its listener throws", async () => {
    const told: string[] = [];
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    const client = wrapOpenAI(openai(), ending({}), {
      onPassedCall: ({ api }) => {
        told.push(api);
        throw new Error("the log is full");
      },
    });
    const completion = await client.chat.completions.create({ model: "gpt-6-luna", messages });
    expect([completion.object, told]).toEqual(["chat.completion", ["chat"]]);
    expect((await warned).message).toBe("onPassedCall threw: the log is full");
  });

  test("untouched by its caller stays untouched", async () => {
    const { client, told } = accounted();
    const raw = await client.chat.completions.create({ model: "gpt-6-luna", messages }).asResponse();
    expect(raw.bodyUsed).toBe(false);
    expect(told).toEqual([]);
    await raw.text();
    expect(told).toHaveLength(1);
  });
});

test("the client that was given stays as it was", async () => {
  const bare = openai();
  const wrapped = wrapOpenAI(bare, ending({}));
  expect(wrapped).not.toBe(bare);
  server.play({ kind: "status", status: 404 });
  await expect(bare.chat.completions.create({ model: "tierwise/auto", messages })).rejects.toMatchObject({
    status: 404,
  });
  expect(server.calls).toHaveLength(1);
});

test("something that is no client is refused", () => {
  expect(() => wrapOpenAI({} as OpenAI, ending({}))).toThrow(InputError);
});
