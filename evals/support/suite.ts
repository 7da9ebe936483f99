import { z } from "zod";
import { showValue } from "../../src/errors/index.ts";
import { defineSuite } from "../../src/evaluation/index.ts";
import type { Issue } from "../../src/models/index.ts";
import type { Rule } from "../../src/workflow/index.ts";
import { type Concern, concernMeanings, concerns } from "./concerns.ts";
import {
  type Action,
  actionFor,
  decisiveConcerns,
  handlings,
  isSameAction,
  sentiments,
  steps,
  urgencies,
} from "./policy.ts";

/** What a model must answer about a customer message. */
export const triageSchema = z.object({
  concerns: z.array(z.enum(concerns)).min(1).max(10),
  urgency: z.enum(urgencies),
  sentiment: z.enum(sentiments),
  action: z.object({ steps: z.array(z.enum(steps)).min(1).max(8), handling: z.enum(handlings) }),
});

export type Triage = z.infer<typeof triageSchema>;

export interface TriageLabel {
  readonly concerns: readonly Concern[];
  readonly urgency: (typeof urgencies)[number];
  readonly sentiment: (typeof sentiments)[number];
  readonly action: Action;
}

/** The action must be the one that the shop's policy gives for the concerns that the same answer names. */
export const actionFollowsPolicy: Rule<Triage> = {
  name: "action-follows-policy",
  check: ({ concerns: raised, action }) => {
    const right = actionFor(raised);
    const because = `for ${raised.join(", ")}`;
    const issues: Issue[] = [];
    if (!isSameAction(right, { ...action, handling: right.handling })) {
      issues.push({ path: ["action", "steps"], expected: `${right.steps.join(", ")} ${because}`, value: action.steps });
    }
    if (action.handling !== right.handling) {
      issues.push({ path: ["action", "handling"], expected: `${right.handling} ${because}`, value: action.handling });
    }
    return issues;
  },
};

/** Support triage for a home-goods retailer: read a customer message, say what it raises and what is to be done. */
export const supportSuite = defineSuite<Triage, TriageLabel>({
  name: "support",
  system: instructions(),
  checks: { schema: triageSchema, rules: [actionFollowsPolicy] },
  economics: {
    // a wrong triage costs a colleague a minute at 30 USD an hour, less where nothing hangs on it, far more where much does
    errorCostUsd: { low: 0.2, normal: 0.5, high: 5 },
    // half a minute of a person who reads the message and the proposal
    reviewCostUsd: 0.25,
    reviewAccuracy: 0.98,
    latencyCostUsdPerSecond: 0,
  },
  slices: ["normal", "messy", "rare", "high-risk"],
  readExpected: (raw, fail) => {
    const read = triageSchema.safeParse(raw);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    const path = issue?.path.join(".") ?? "";
    return fail(
      `${issue?.message ?? "not a triage label"}, got ${showValue(valueAt(raw, issue?.path ?? []))}`,
      `expected${path && `.${path}`}`,
    );
  },
  isRight: (value, expected) => {
    const decisive = decisiveConcerns(expected.concerns, concerns);
    const isWrong = (concern: Concern): boolean =>
      value.concerns.includes(concern) !== expected.concerns.includes(concern);
    return isSameAction(value.action, expected.action) && ![...decisive].some(isWrong);
  },
  isExact: (value, expected) =>
    concerns.every((concern) => value.concerns.includes(concern) === expected.concerns.includes(concern)),
  strata: {
    name: "concerns in the message",
    of: ({ concerns: raised }) => (raised.length >= 4 ? "4+" : String(raised.length)),
  },
});

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

function instructions(): string {
  const list = Object.entries(concernMeanings).map(([concern, meaning]) => `- ${concern}: ${meaning}`);
  return [
    "You triage messages to a home-goods retailer. Answer with JSON only, in this form:",
    '{"concerns":[…],"sentiment":"…","urgency":"…","action":{"steps":[…],"handling":"…"}}',
    "concerns: every concern of this list that the message raises, and no other.",
    ...list,
    `urgency: one of ${urgencies.join(", ")}. sentiment: one of ${sentiments.join(", ")}.`,
    `action.steps: all that apply of ${steps.join(", ")}. action.handling: one of ${handlings.join(", ")}.`,
    "The action follows from the concerns by the shop's policy:",
    "fraud: secure_account. Danger: stop_use. A fault: replace, or refund when the money is asked back, repair_quote out of warranty, check_delivery when tracking disagrees.",
    "Parcels late, disputed or misdelivered without a fault: trace, or refund when asked. Wrong charges: correct_billing. Late returns: goodwill_decision; other returns: accept_return.",
    "Orders: amend_order. Sign-in and payment: restore_access. Data and marketing: meet_data_request. Questions: answer. Nothing else to do: apologise for a complaint, else acknowledge.",
    "Danger, fraud, legal and press threats go to a specialist. Deadlines and vulnerable customers are handled express; repeated trouble, silence from us, threats to leave and claims for compensation by a senior; both together senior_express.",
  ].join("\n");
}
