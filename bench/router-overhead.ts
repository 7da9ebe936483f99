import { fork } from "node:child_process";
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import OpenAI from "openai";
import { supportSuite } from "../evals/support/suite.ts";
import { scoreComplexity } from "../src/complexity/index.ts";
import { readCases } from "../src/evaluation/index.ts";
import { listPrice, type Model, openaiModel, packageFile } from "../src/models/index.ts";
import { fixedPolicy } from "../src/policy/index.ts";
import { createRouter } from "../src/workflow/index.ts";
import { isQuick, printResult } from "./support/measure.ts";

type Call = (prompt: string) => Promise<unknown>;

interface PerCall {
  readonly us: number;
  readonly cpuUs: number;
}

interface Compared extends PerCall {
  /** Of the first way's CPU time, median over rounds: a busy machine slows both of a round alike. */
  readonly cpuShare: number;
}

const rounds = isQuick ? 1 : 7;

/** What the project holds itself to, printed beside the figures. */
const bars = { addedMedianMsAtMost: 0.3, addedCpuShareBesidesScoringAtMost: 0.1 };

/** What `router.run` adds to a model that answers at once, and to the bare client against a server of another process. */
export async function routerOverhead(): Promise<void> {
  const prompts = (await readCases(supportSuite, packageFile("evals", "support", "cases.jsonl"))).map(
    ({ input }) => input,
  );
  for (const concurrency of [1, 50, 500]) {
    const calls = isQuick ? 200 : 1_000;
    const [bare, scored, routed] = await compare(prompts, concurrency, calls, waysWith(instant));
    printResult("router-over-instant-model", {
      concurrency,
      ...added("scoring", scored!, bare!),
      ...added("workflow", routed!, scored!),
    });
  }
  await overServer(prompts);
  printResult("router-heap-growth", { bytesPerRequest: await heapGrowth(prompts) });
}

/** The model alone, the model with a score before it, and the router: the score costs more between calls than in a loop. */
function waysWith(model: Model): Call[] {
  const ask: Call = (prompt) => model.generate({ messages: [{ role: "user", content: prompt }] });
  return [
    ask,
    (prompt) => {
      scoreComplexity(prompt);
      return ask(prompt);
    },
    (prompt) => router(model).run({ prompt }),
  ];
}

function added(name: string, one: PerCall, other: PerCall): object {
  return {
    [`${name}AddsUs`]: Math.round(one.us - other.us),
    [`${name}AddsCpuUs`]: Math.round(one.cpuUs - other.cpuUs),
  };
}

const instant: Model = {
  id: "instant",
  price: listPrice("gpt-6-luna"),
  generate: async () => ({
    text: "fine",
    finishReason: "stop",
    usage: { inputTokens: { noCache: 10, cacheRead: 0, cacheWrite: 0 }, outputTokens: { text: 5, reasoning: 0 } },
    latencyMs: 0,
  }),
};

const routers = new Map<Model, ReturnType<typeof createRouter<unknown>>>();

function router(model: Model) {
  const known = routers.get(model) ?? createRouter({ tiers: { only: model }, policy: fixedPolicy("only") });
  routers.set(model, known);
  return known;
}

async function overServer(prompts: readonly string[]): Promise<void> {
  const server = fork(new URL("./support/answer-server.ts", import.meta.url));
  try {
    const [port] = (await once(server, "message")) as [number];
    const client = new OpenAI({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: "none", maxRetries: 0 });
    const model = openaiModel(client, { model: "gpt-6-luna", price: listPrice("gpt-6-luna")! });
    const viaClient: Call = (content) =>
      client.chat.completions.create({ model: "gpt-6-luna", messages: [{ role: "user", content }] });
    for (const concurrency of [1, 50, 500]) {
      const calls = isQuick ? 50 : 500;
      const ways = [viaClient, ...waysWith(model)].map(despiteResets);
      const [bare, asked, scored, routed] = await compare(prompts, concurrency, calls, ways);
      printResult("router-over-client", {
        concurrency,
        bareUs: Math.round(bare!.us),
        bareCpuUs: Math.round(bare!.cpuUs),
        ...added("model", asked!, bare!),
        ...added("scoring", scored!, asked!),
        ...added("workflow", routed!, scored!),
        addedMedianMs: thousandths((routed!.us - bare!.us) / 1000),
        addedCpuShareBesidesScoring: thousandths(asked!.cpuShare - 1 + (routed!.cpuShare - scored!.cpuShare)),
        bars,
      });
    }
  } finally {
    server.disconnect();
    await once(server, "exit");
  }
}

/** A socket that the busy server reset loses no figures: the call is made once more. */
function despiteResets(call: Call): Call {
  return (prompt) => call(prompt).catch(() => call(prompt));
}

/** Medians over rounds in which every way takes its turn, so that a busy machine hits all of them. */
async function compare(
  prompts: readonly string[],
  concurrency: number,
  calls: number,
  ways: readonly Call[],
): Promise<Compared[]> {
  const measured: PerCall[][] = ways.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, way] of ways.entries()) {
      const perCall = await measure(prompts, concurrency, calls, way);
      // the first round warms up
      if (round > 0) measured[index]!.push(perCall);
    }
  }
  const first = measured[0]!;
  return measured.map((all) => ({
    us: median(all.map(({ us }) => us)),
    cpuUs: median(all.map(({ cpuUs }) => cpuUs)),
    cpuShare: medianOf(all.map(({ cpuUs }, round) => cpuUs / first[round]!.cpuUs)),
  }));
}

/** Elapsed and CPU time per call, with so many calls under way at once. */
async function measure(prompts: readonly string[], concurrency: number, calls: number, call: Call): Promise<PerCall> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < calls; index = next++) await call(prompts[index % prompts.length]!);
  };
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { user, system } = process.cpuUsage(cpuBefore);
  return { us: ((performance.now() - startedAt) * 1000) / calls, cpuUs: (user + system) / calls };
}

async function heapGrowth(prompts: readonly string[]): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const calls = isQuick ? 1_000 : 10_000;
  const run: Call = (prompt) => router(instant).run({ prompt });
  await measure(prompts, 50, calls, run);
  collect();
  const before = process.memoryUsage().heapUsed;
  await measure(prompts, 50, calls, run);
  collect();
  return Math.round((process.memoryUsage().heapUsed - before) / calls);
}

function median(values: readonly number[]): number {
  return Math.round(medianOf(values) * 10) / 10;
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
