import { concerns } from "../../evals/support/concerns.ts";
import { handlings, sentiments, steps, urgencies } from "../../evals/support/policy.ts";
import { type Head, labelCount } from "../../src/models/index.ts";
import type { LabelledMessage } from "./compose-message.ts";

/** What a message says: read off the bottleneck. The concerns come first, since the act heads rest on them. */
export const readHeads: readonly Head[] = [
  { path: "concerns", kind: "many", labels: concerns },
  { path: "sentiment", kind: "one", labels: sentiments },
];

/** What follows from it: read off the network's own beliefs about the concerns. */
export const actHeads: readonly Head[] = [
  { path: "urgency", kind: "one", labels: urgencies },
  { path: "action.steps", kind: "many", labels: steps },
  { path: "action.handling", kind: "one", labels: handlings },
];

/** 1 for every label that holds, heads in order. @returns [labels] */
export function targetsOf(message: LabelledMessage, heads: readonly Head[]): Float32Array {
  const holding: Record<string, readonly string[]> = {
    concerns: message.concerns,
    sentiment: [message.sentiment],
    urgency: [message.urgency],
    "action.steps": message.action.steps,
    "action.handling": [message.action.handling],
  };
  const targets = new Float32Array(labelCount(heads));
  let offset = 0;
  for (const { path, labels } of heads) {
    for (const label of holding[path] ?? []) targets[offset + labels.indexOf(label)] = 1;
    offset += labels.length;
  }
  return targets;
}
