import type { AnswerConfidence, Issue } from "../types.ts";
import { actLogits, type Head, labelCount, type Network, readLogits, sigmoid } from "./network.ts";
import { softmax } from "./softmax.ts";

/** How sure a network must be of a label to say it: chosen on the development messages, the same for every width. */
const sayAbove = 0.85;

export interface Decoded {
  /** JSON, as the network would write it. */
  readonly text: string;
  readonly confidence: AnswerConfidence;
}

/**
 * Lets a network answer: first what it reads, then what follows from what it said. Of a `many` head it says every label
 * that it is sure enough of, and at least the likeliest; of a `one` head the likeliest.
 *
 * Told of issues, it reads its own logits again: at a place that was found wrong, what was said there is off the table and the
 * next best is said. The network learns nothing new from being told, so it may well be wrong again.
 */
export function decode(network: Network, features: Int32Array, issues: readonly Issue[] = []): Decoded {
  const logits = readLogits(network, features);
  const read = sayAll(network.readHeads, logits, issues);
  const act = sayAll(network.actHeads, actLogits(network, beliefs(network.readHeads[0], read[0], logits)), issues);
  const answer = {};
  const labels: Record<string, number> = {};
  let overall = 1;
  for (const said of [...read, ...act]) {
    setAt(answer, said.path.split("."), said.value);
    for (const [label, probability] of said.labels) labels[`${said.path}.${label}`] = probability;
    overall *= said.probability;
  }
  return { text: JSON.stringify(answer), confidence: { overall, labels } };
}

function sayAll(heads: readonly Head[], logits: Float32Array, issues: readonly Issue[]): Said[] {
  return heads.map((head, index) => {
    const offset = labelCount(heads.slice(0, index));
    const own = logits.subarray(offset, offset + head.labels.length);
    const rejected = issues.filter(({ path }) => path.join(".") === head.path).map(({ value }) => value);
    return head.kind === "many" ? sayMany(head, own, rejected) : sayOne(head, own, rejected);
  });
}

/**
 * What the network acts on: the labels it said in full, and those it held back though more likely than not, as far as it
 * believes in them. So a network that is torn may plan for a concern that it did not name, and break a rule that holds
 * the two together.
 */
function beliefs(head: Head | undefined, said: Said | undefined, logits: Float32Array): Float32Array {
  const isSaid = new Set(said?.labels.map(([label]) => label));
  return Float32Array.from(head?.labels ?? [], (label, index) => {
    if (isSaid.has(label)) return 1;
    const probability = sigmoid(logits[index]!);
    return probability > 0.5 ? probability : 0;
  });
}

interface Said {
  readonly path: string;
  readonly value: string | string[];
  /** Of each label said. */
  readonly labels: readonly (readonly [label: string, probability: number])[];
  /** That this part of the answer is exactly right, as the network sees it. */
  readonly probability: number;
}

function sayMany(head: Head, logits: Float32Array, rejected: readonly unknown[]): Said {
  const probabilities = Array.from(logits, sigmoid);
  const isSaid = probabilities.map((probability) => probability > sayAbove);
  if (!isSaid.includes(true)) isSaid[indexOfMaximum(probabilities)] = true;
  const names = (): string[] => head.labels.filter((_, index) => isSaid[index]);
  const isRejected = (): boolean => rejected.some((value) => String(value) === String(names()));
  const byDoubt = [...probabilities.keys()].sort(
    (one, other) => doubt(probabilities[one]!) - doubt(probabilities[other]!),
  );
  for (const index of isRejected() ? byDoubt : []) {
    isSaid[index] = !isSaid[index];
    if (!isRejected() && isSaid.includes(true)) break;
    isSaid[index] = !isSaid[index];
  }
  return {
    path: head.path,
    value: names(),
    labels: head.labels.flatMap((label, index) => (isSaid[index] ? [[label, probabilities[index]!] as const] : [])),
    probability: probabilities.reduce((product, p, index) => product * (isSaid[index] ? p : 1 - p), 1),
  };
}

/** How far a label is from being said or left out. */
function doubt(probability: number): number {
  return Math.abs(probability - sayAbove);
}

function sayOne(head: Head, logits: Float32Array, rejected: readonly unknown[]): Said {
  const probabilities = softmax(logits);
  const open = probabilities.map((probability, index) => (rejected.includes(head.labels[index]) ? -1 : probability));
  const index = indexOfMaximum(open);
  const value = head.labels[index]!;
  const probability = probabilities[index]!;
  return { path: head.path, value, labels: [[value, probability]], probability };
}

function setAt(target: Record<string, unknown>, [key, ...rest]: string[], value: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = (target[key] ?? {}) as Record<string, unknown>;
  target[key] = inner;
  setAt(inner, rest, value);
}

function indexOfMaximum(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}
