import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Fault, FaultServer } from "../../src/testing/index.ts";
import { faultTable, startFaultServer, unknownHostUrl } from "../../src/testing/index.ts";
import { createRouter, type Outcome, type Router, type RouterOptions } from "../../src/workflow/index.ts";
import { ladderOf, trace } from "../support/ladders.ts";
import { type ProviderCase, providerCases, secretKey } from "../support/provider-models.ts";

const schema = z.object({ status: z.string() });
type Parcel = z.infer<typeof schema>;
const neverLost = {
  name: "never-lost",
  check: ({ status }: Parcel) =>
    status === "lost" ? [{ path: ["status"], expected: "a parcel that is not lost", value: status }] : [],
};
const tools = [
  {
    name: "find_parcel",
    parameters: { type: "object", properties: { parcel: { type: "string" } }, required: ["parcel"] },
  },
];

const fine: Fault = { kind: "answer", text: '{"status":"sent"}' };

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

function routerOf(
  { make }: ProviderCase,
  options: Partial<RouterOptions<Parcel, unknown>> = {},
): Router<Parcel, unknown> {
  return createRouter({
    rules: [neverLost],
    tiers: { small: make(server), large: make(server) },
    policy: ladderOf(["small", "large"]),
    retry: { baseDelayMs: 1 },
    breaker: false,
    ...options,
    schema,
  });
}

/** Runs one request, streamed or whole, and holds its money against the server's meter. */
async function ending(router: Router<Parcel, unknown>, faults: readonly Fault[], isStreamed = false, request = {}) {
  const before = server.calls.length;
  server.play(...faults);
  const asked = { prompt: "Where is my parcel?", ...request };
  const outcome: Outcome<Parcel> = isStreamed ? await router.stream(asked).outcome : await router.run(asked);
  await server.whenIdle();
  const calls = server.calls.slice(before);
  const billed = calls.reduce((sum, { billedNanoUsd }) => sum + billedNanoUsd!, 0);
  if (outcome.costNanoUsd !== null) expect(outcome.costNanoUsd).toBe(billed);
  expect(outcome.spend.leastNanoUsd).toBeLessThanOrEqual(billed);
  expect(outcome.spend.mostNanoUsd).toBeGreaterThanOrEqual(billed);
  expect(JSON.stringify(outcome)).not.toContain(secretKey);
  return { outcome, calls };
}

/** What a fault leads to: its attempts, and whether the cost is then still known. */
const ends: readonly (readonly [keyof typeof faultTable, readonly string[], "known" | "bounds"])[] = [
  ["quota used up", ["small first: transport", "large first: accepted"], "known"],
  ["500 twice", ["small first: transport", "small retry: transport", "small retry: accepted"], "known"],
  ["502 twice", ["small first: transport", "small retry: transport", "small retry: accepted"], "known"],
  ["503 twice", ["small first: transport", "small retry: transport", "small retry: accepted"], "known"],
  ["overloaded inside a stream", ["small first: transport", "small retry: accepted"], "known"],
  ["connection reset", ["small first: transport", "small retry: accepted"], "bounds"],
  ["wrong content type", ["small first: transport", "small retry: accepted"], "bounds"],
  ["a page of HTML", ["small first: transport", "small retry: accepted"], "bounds"],
  ["an error page of HTML", ["small first: transport", "small retry: accepted"], "known"],
  ["a body of broken JSON", ["small first: transport", "small retry: accepted"], "bounds"],
  ["an answer of broken JSON", ["small first: not-json", "small repair: accepted"], "known"],
  ["JSON in a code fence", ["small first: accepted"], "known"],
  ["JSON after prose", ["small first: accepted"], "known"],
  ["a rule broken", ["small first: rule-broken", "small repair: accepted"], "known"],
  ["a tool call with wrong arguments", ["small first: bad-tool-call", "small repair: accepted"], "known"],
  ["a call of an unknown tool", ["small first: bad-tool-call", "small repair: accepted"], "known"],
  ["fifty megabytes", ["small first: transport", "large first: accepted"], "bounds"],
  ["usage missing", ["small first: accepted"], "bounds"],
];

describe.each(providerCases)("$name", (provider) => {
  describe.each([
    ["whole", false],
    ["streamed", true],
  ] as const)("%s", (_, isStreamed) => {
    test.each(ends)("%s: %j, cost %s", async (name, expected, cost) => {
      const { outcome } = await ending(routerOf(provider), faultTable[name], isStreamed, { tools });
      expect(trace(outcome)).toEqual(expected);
      expect(outcome.status).toBe("accepted");
      expect(outcome.costNanoUsd === null ? "bounds" : "known").toBe(cost);
    });

    test("429 with Retry-After beyond the deadline is left for the next tier at once", async () => {
      const { outcome } = await ending(routerOf(provider), faultTable["rate limited for an hour"], isStreamed, {
        deadlineMs: 20_000,
      });
      expect(trace(outcome)).toEqual(["small first: transport", "large first: accepted"]);
      expect(outcome.attempts.map(({ waitedMs }) => waitedMs)).toEqual([0, 0]);
    });

    test("a first token that stalls past the limit is given up, its socket closed, and asked again", async () => {
      const router = routerOf(provider, { limits: { firstTokenMs: 80 } });
      const { outcome } = await ending(router, faultTable["first token stalls"], isStreamed);
      expect(trace(outcome)).toEqual(["small first: transport", "small retry: accepted"]);
      expect(outcome.attempts[0]).toMatchObject({
        verdict: { call: { failure: "first-token-timeout" } },
        costNanoUsd: null,
      });
    });

    test("an answer cut off by its limit is asked for again with a higher one", async () => {
      const router = routerOf(provider, { limits: { maxOutputTokens: 100 } });
      const { outcome, calls } = await ending(router, faultTable["cut off by the limit"], isStreamed);
      expect(trace(outcome)).toEqual(["small first: truncated", "small repair: accepted"]);
      const limits = calls.map(({ body }) => body.max_tokens ?? body.max_completion_tokens ?? body.max_output_tokens);
      expect(limits).toEqual([100, 400]);
    });

    test("a refusal is escalated, or reviewed where so configured", async () => {
      const refused = await ending(routerOf(provider), [...faultTable["a refusal"], fine], isStreamed);
      expect(trace(refused.outcome)).toEqual(["small first: refusal", "large first: accepted"]);
      const reviewed = await ending(routerOf(provider, { onRefusal: "review" }), faultTable["a refusal"], isStreamed);
      expect(reviewed.outcome).toMatchObject({ status: "review", failure: { kind: "refusal" } });
    });

    test("a caller that aborts in mid-call is cancelled and leaves no connection", async () => {
      const caller = new AbortController();
      const before = server.calls.length;
      const running = ending(routerOf(provider), [{ kind: "stall" }], isStreamed, { signal: caller.signal });
      await expect.poll(() => server.calls.length).toBe(before + 1);
      caller.abort();
      const { outcome, calls } = await running;
      expect(outcome).toMatchObject({ status: "cancelled", costNanoUsd: null });
      expect(calls).toHaveLength(1);
    });
  });

  test.each(["stream reset after content", "stream closed after content"] as const)(
    "%s: truncated, never accepted, asked again, cost within bounds",
    async (name) => {
      const { outcome } = await ending(routerOf(provider), faultTable[name], true);
      expect(trace(outcome)).toEqual(["small first: truncated", "small retry: accepted"]);
      expect(outcome.attempts[0]).toMatchObject({ costNanoUsd: null, verdict: { call: { failure: "cut-off" } } });
    },
  );

  test("a host that does not exist is retried within limits, then left, and costs nothing", async () => {
    const nowhere = { ...server, openaiUrl: unknownHostUrl, anthropicUrl: unknownHostUrl } as FaultServer;
    const tiers = { small: provider.make(nowhere), large: provider.make(server) };
    const { outcome } = await ending(routerOf(provider, { tiers }), [fine]);
    expect(trace(outcome)).toEqual([
      "small first: transport",
      "small retry: transport",
      "small retry: transport",
      "large first: accepted",
    ]);
    expect(outcome.attempts.slice(0, 3).map(({ costNanoUsd }) => costNanoUsd)).toEqual([0, 0, 0]);
  });
});

test("429 with Retry-After of one second is asked again after a second of real time, at the same tier", async () => {
  const { outcome } = await ending(routerOf(providerCases[0]!), faultTable["rate limited, one second"]);
  expect(trace(outcome)).toEqual(["small first: transport", "small retry: accepted"]);
  expect(outcome.attempts[1]!.waitedMs).toBeGreaterThanOrEqual(1_000);
  expect(outcome.latencyMs).toBeGreaterThanOrEqual(1_000);
});

test("every tier failing ends in review with every cost kept", async () => {
  const lost: Fault = { kind: "answer", text: '{"status":"lost"}' };
  const { outcome, calls } = await ending(routerOf(providerCases[0]!), [lost, lost, lost, lost]);
  expect(outcome).toMatchObject({ status: "review", failure: { kind: "rule-broken", rule: "never-lost" } });
  expect([calls.length, outcome.costNanoUsd! > 0]).toEqual([4, true]);
});
