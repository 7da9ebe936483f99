import type { Concept, ConceptKind } from "./concept.ts";
import type { Complexity } from "./score-complexity.ts";
import { signalMeanings } from "./signals.ts";

const kindNames: Readonly<Record<ConceptKind, string>> = {
  intent: "about",
  entity: "name",
  quantity: "amount",
  constraint: "condition",
  exception: "exception",
  deadline: "time",
  emotion: "feeling",
  policy: "policy",
  legal: "legal",
  money: "money",
  contradiction: "contradiction",
  document: "document",
  taxonomy: "label",
};

const longestText = 100;
const mostConcepts = 20;
const mostReasons = 4;
/** A reading less likely than this is not told of. */
const leastReading = 0.2;
/** Details that are told of although they weigh little: names, amounts and rare words are not among them. */
const leastDetail = 0.02;
const silentDetails: readonly ConceptKind[] = ["entity", "quantity"];

/** A score in words for people who do not program: how hard, because of what, and where in the text. */
export function explain({ score, overlap, concepts, signals, contributions, task, leftOut }: Complexity): string {
  const main = concepts.filter(isTold).toSorted((one, other) => other.weight - one.weight);
  const count = `${main.length} ${main.length === 1 ? "thing" : "things"} to keep apart`;
  const shown = main.slice(0, mostConcepts).map(conceptLine);
  const more = main.length > mostConcepts ? [`  and ${main.length - mostConcepts} more`] : [];
  const reasons = contributions
    .filter(({ name, amount }) => name !== "overlap" && amount >= 0.005)
    .slice(0, mostReasons)
    .map(
      ({ name, amount }) => `  +${amount.toFixed(2)}  ${signalMeanings[name as keyof typeof signalMeanings].meaning}`,
    );
  const skipped = [...new Set(leftOut.map(({ reason }) => reason.replaceAll("-", " ")))];
  return [
    `complexity ${score.toFixed(2)}, ${count}`,
    ...shown,
    ...more,
    `they get in each other's way: overlap ${overlap.toFixed(2)}, counting as ${signals.effectiveConcepts.toFixed(1)} unrelated ones; kind of task: ${task}`,
    ...reasons,
    ...(skipped.length > 0 ? [`not read: ${skipped.join(", ")}`] : []),
    "",
  ].join("\n");
}

function isTold({ kind, weight }: Concept): boolean {
  const isReading = kind === "intent" || kind === "taxonomy";
  return isReading ? weight >= leastReading : weight >= leastDetail && !silentDetails.includes(kind);
}

function conceptLine({ text, kind, weight, span, mentions }: Concept): string {
  const words = text.slice(0, longestText).split(/\s/).filter(Boolean).join(" ");
  const cut = text.length > longestText ? "…" : "";
  const often = mentions > 1 ? `, ${mentions} times` : "";
  return `  ${weight.toFixed(2)}  ${kindNames[kind]}: "${words}${cut}" (characters ${span[0]}–${span[1]}${often})`;
}
