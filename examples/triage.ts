/**
 * Triage as an application would wrap it: a business rule that looks something up, a person at the end of the ladder, and
 * feedback that makes the cost per success known. Runs offline: `npx tsx examples/triage.ts`.
 */
import {
  createRouter,
  embeddedModel,
  listPrice,
  loadEmbeddedNetworks,
  memoryLedger,
  type Rule,
  thresholdPolicy,
} from "tierwise";
import { z } from "zod";

const schema = z.object({ concerns: z.array(z.string()).min(1), action: z.object({ handling: z.string() }) });
type Triage = z.infer<typeof schema>;

/** A customer with an open escalation is never handled as standard. */
const openEscalations: Rule<Triage, { readonly customer: string }> = {
  name: "open-escalation-is-not-standard",
  check: async ({ action }, { customer }) =>
    (await hasOpenEscalation(customer)) && action.handling === "standard"
      ? [{ path: ["action", "handling"], expected: "senior or above", value: action.handling }]
      : [],
};

const [small, , large] = await loadEmbeddedNetworks();
const ledger = memoryLedger();
const router = createRouter<Triage, { readonly customer: string }>({
  schema,
  rules: [openEscalations],
  tiers: {
    small: embeddedModel(small!, { price: listPrice("claude-haiku-5-5")! }),
    large: embeddedModel(large!, { price: listPrice("claude-fable-5-1")! }),
  },
  policy: thresholdPolicy({
    ladder: [
      { tier: "small", minConfidence: 0.5 },
      { tier: "large", minConfidence: 0.3 },
    ],
    signal: "complexity",
    startAt: [0.3],
    riskFloor: { high: "large" },
  }),
  onOutcome: ledger.record,
});

const messages = [
  { customer: "c-1", prompt: "Is the oak shelf in stock again before spring?" },
  { customer: "c-2", prompt: "One of my two lamps came broken, and nobody answers my mails. I need it by Friday!" },
];
for (const { customer, prompt } of messages) {
  const outcome = await router.run({ prompt, context: { customer } });
  const cost = outcome.costNanoUsd === null ? "unknown" : `${outcome.costNanoUsd / 1e9} USD`;
  console.log(`${customer}: ${outcome.status}, ${outcome.decision.reasons.join("; ")}, ${cost}`);
}
console.log(`waiting for a person: ${ledger.pendingReviews().length}`);

async function hasOpenEscalation(customer: string): Promise<boolean> {
  return customer === "c-2";
}
