import { type Complexity, scoreComplexity, spellingEmbedder } from "../../src/complexity/index.ts";

/** The score with parts of it switched off, and what it has to beat. */
export const variants: Readonly<Record<string, (text: string) => number>> = {
  "prompt length": (text) => text.length,
  "full score": (text) => scoreComplexity(text).score,
  "signals off (overlap alone)": (text) => scoreComplexity(text).overlap,
  "overlap off (signals alone)": (text) => signalsAlone(scoreComplexity(text)),
  "embedder = spelling, full score": (text) => scoreComplexity(text, { embedder: spellingEmbedder }).score,
  "embedder = spelling, overlap alone": (text) => scoreComplexity(text, { embedder: spellingEmbedder }).overlap,
};

function signalsAlone({ contributions }: Complexity): number {
  return contributions.reduce((sum, { name, amount }) => (name === "overlap" ? sum : sum + amount), 0);
}
