import type { Concern } from "./concerns.ts";

/** What the shop does about a message: every step it takes, and who takes them how fast. */
export interface Action {
  /** In the order of `steps`. */
  readonly steps: readonly Step[];
  readonly handling: Handling;
}

export const steps = [
  "secure_account",
  "stop_use",
  "refund",
  "repair_quote",
  "check_delivery",
  "replace",
  "trace",
  "correct_billing",
  "goodwill_decision",
  "accept_return",
  "amend_order",
  "restore_access",
  "meet_data_request",
  "answer",
  "apologise",
  "acknowledge",
] as const;
export type Step = (typeof steps)[number];

export const handlings = ["specialist", "senior_express", "senior", "express", "standard"] as const;
export type Handling = (typeof handlings)[number];

export const urgencies = ["high", "normal", "low"] as const;
export type Urgency = (typeof urgencies)[number];

export const sentiments = ["negative", "neutral", "positive"] as const;
export type Sentiment = (typeof sentiments)[number];

/** The policy of the bundled shop: the right action for the concerns that a message raises. */
export function actionFor(raised: Iterable<Concern>): Action {
  const raises = new Set(raised);
  const taken = stepsFor(raises);
  return { steps: steps.filter((step) => taken.has(step)), handling: handlingFor(raises) };
}

/** How fast the message must be seen: the shop's own rule, like the action. */
export function urgencyFor(raised: Iterable<Concern>): Urgency {
  const raises = new Set(raised);
  if (any(raises, dangers) || any(raises, timePressure)) return "high";
  return [...raises].every((concern) => unhurried.has(concern)) ? "low" : "normal";
}

/**
 * The concerns that decide the action of this message: taking a raised one away, or adding an absent one, changes what
 * the policy says.
 */
export function decisiveConcerns(raised: Iterable<Concern>, all: readonly Concern[]): Set<Concern> {
  const raises = new Set(raised);
  const right = actionFor(raises);
  return new Set(all.filter((concern) => !isSameAction(actionFor(toggled(raises, concern)), right)));
}

export function isSameAction(one: Action, other: Action): boolean {
  return one.handling === other.handling && [...one.steps].sort().join() === [...other.steps].sort().join();
}

function stepsFor(raises: ReadonlySet<Concern>): ReadonlySet<Step> {
  const taken = new Set<Step>();
  if (any(raises, fraud)) taken.add("secure_account");
  if (raises.has("safety_hazard")) taken.add("stop_use");
  const goods = stepForGoods(raises);
  if (goods) taken.add(goods);
  for (const [step, group] of simpleSteps) if (any(raises, group)) taken.add(step);
  if (raises.has("late_return")) taken.add("goodwill_decision");
  else if (raises.has("return_request") || (raises.has("refund_request") && !goods)) taken.add("accept_return");
  if (raises.has("warranty_expired") && goods !== "repair_quote") taken.add("answer");
  if (taken.size === 0) taken.add(any(raises, complaints) ? "apologise" : "acknowledge");
  return taken;
}

/** A fault comes before a delivery in dispute; money asked back comes before both. */
function stepForGoods(raises: ReadonlySet<Concern>): Step | undefined {
  const isFaulty = any(raises, faults);
  if (!isFaulty && !any(raises, deliveryTrouble)) return undefined;
  if (raises.has("refund_request")) return "refund";
  if (!isFaulty) return "trace";
  if (raises.has("warranty_expired")) return "repair_quote";
  return raises.has("tracking_dispute") ? "check_delivery" : "replace";
}

function handlingFor(raises: ReadonlySet<Concern>): Handling {
  if (any(raises, dangers)) return "specialist";
  const isSenior = any(raises, strained);
  if (any(raises, timePressure)) return isSenior ? "senior_express" : "express";
  return isSenior ? "senior" : "standard";
}

function any(raises: ReadonlySet<Concern>, group: ReadonlySet<Concern>): boolean {
  for (const concern of raises) if (group.has(concern)) return true;
  return false;
}

function toggled(raises: ReadonlySet<Concern>, concern: Concern): Set<Concern> {
  const changed = new Set(raises);
  if (!changed.delete(concern)) changed.add(concern);
  return changed;
}

const group = (...members: Concern[]): ReadonlySet<Concern> => new Set(members);

const fraud = group("unauthorised_charge", "account_takeover");
const dangers = group("unauthorised_charge", "account_takeover", "safety_hazard", "legal_threat", "press_threat");
const timePressure = group("event_deadline", "vulnerable_customer");
const strained = group("repeated_problem", "contact_failed", "churn_threat", "compensation_request");
const faults = group(
  "broken_item",
  "defective_item",
  "wrong_item",
  "missing_parts",
  "missing_item",
  "not_as_described",
);
const deliveryTrouble = group("late_delivery", "tracking_dispute", "misdelivered_parcel");
const questions = group(
  "invoice_request",
  "bulk_quote",
  "stock_question",
  "assembly_help",
  "compatibility_question",
  "spare_part_request",
  "loyalty_points",
);
const complaints = group(
  "courier_conduct",
  "compensation_request",
  "repeated_problem",
  "contact_failed",
  "churn_threat",
  "press_threat",
  "legal_threat",
  "event_deadline",
  "vulnerable_customer",
);
const unhurried: ReadonlySet<Concern> = new Set<Concern>([
  ...questions,
  "warranty_expired",
  "praise",
  "marketing_opt_out",
]);

/** Steps that one concern of a group is enough for, whatever else is raised. */
const simpleSteps: readonly (readonly [Step, ReadonlySet<Concern>])[] = [
  [
    "correct_billing",
    group("double_charge", "wrong_amount", "refund_missing", "discount_failed", "gift_card_problem", "customs_charge"),
  ],
  ["amend_order", group("cancel_order", "change_order", "change_address", "delivery_slot", "cancel_subscription")],
  ["restore_access", group("login_problem", "payment_declined")],
  ["meet_data_request", group("privacy_request", "marketing_opt_out")],
  ["answer", questions],
];
