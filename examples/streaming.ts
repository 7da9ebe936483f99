/**
 * An answer on its way: shown as it comes, and taken back when it does not pass. Runs offline (the models here are
 * functions): `npx tsx examples/streaming.ts`.
 */
import { createRouter, type Model, type ModelAnswer, type Rule, thresholdPolicy } from "tierwise";

const small = talking("small", ["We will ", "refund you ", "a million."]);
const large = talking("large", ["A clerk ", "will look ", "into it."]);

const noPromises: Rule<string> = {
  name: "no-promises",
  check: (text) => (/\brefund you\b/.test(text) ? [{ path: [], expected: "no promise of money", value: text }] : []),
};

const router = createRouter({
  tiers: { small, large },
  policy: thresholdPolicy({
    ladder: [
      { tier: "small", minConfidence: 0 },
      { tier: "large", minConfidence: 0 },
    ],
    signal: "complexity",
    startAt: [0.5],
  }),
  rules: [noPromises],
  maxRepairs: 0,
});

for await (const event of router.stream({ prompt: "I want my money back." }, { show: "live" })) {
  if (event.type === "text") console.log(event.text);
  else if (event.type === "replaced") console.log(`— taken back: ${event.tier} ${event.reason}`);
  else console.log(`${event.outcome.status} at ${event.outcome.tier}, ${event.outcome.attempts.length} calls`);
}

function talking(id: string, pieces: readonly string[]): Model {
  const answer: ModelAnswer = { text: pieces.join(""), finishReason: "stop", usage: null, latencyMs: 1 };
  return {
    id,
    price: null,
    generate: async () => answer,
    stream: async function* () {
      for (const text of pieces) yield { type: "text", text };
      yield { type: "end", answer };
    },
  };
}
