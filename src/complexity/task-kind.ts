import type { Cue } from "./cue-lexicon.ts";

export const taskKinds = [
  "extraction",
  "classification",
  "normalisation",
  "drafting",
  "synthesis",
  "decision",
  "code",
  "maths",
] as const;

export type TaskKind = (typeof taskKinds)[number] | "chat";

/** The kind of task whose cues are most frequent; `chat` when there is none. Ties go to the kind listed first. */
export function taskKindOf(counts: Readonly<Partial<Record<Cue, number>>>): TaskKind {
  let best: TaskKind = "chat";
  let most = 0;
  for (const kind of taskKinds) {
    const count = counts[kind] ?? 0;
    if (count > most) [best, most] = [kind, count];
  }
  return best;
}
