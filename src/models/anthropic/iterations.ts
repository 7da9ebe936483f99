import { inputTokensOf, outputTokensOf } from "../prices/index.ts";
import type { Usage } from "../types.ts";

/** One of the calls that the provider made for one request: a fallback model's, an advisor's, a turn with its own tools. */
interface Iteration {
  readonly type?: unknown;
  readonly model?: unknown;
  readonly input_tokens?: unknown;
  readonly cache_read_input_tokens?: unknown;
  readonly cache_creation_input_tokens?: unknown;
  readonly output_tokens?: unknown;
}

/**
 * Why the iterations of a call make its total unbelievable as the usage of one model; null when they do not.
 *
 * Turns of the same model are in the total. A fallback's, an advisor's or a compaction's tokens have another price or stand
 * beside the total, and the answer does not say which.
 */
export function oddIterations(said: unknown, usage: Usage): string | null {
  const iterations = Array.isArray(said) ? (said as readonly Iteration[]) : [];
  if (iterations.length === 0) return null;
  const other = iterations.find(({ type }) => type !== "message");
  if (other) return `usage: part of it is of type ${String(other.type)}, whose price is another`;
  const models = new Set(iterations.map(({ model }) => model ?? null));
  if (models.size > 1) return `usage: several models worked on it: ${[...models].join(", ")}`;
  const sum = iterations.reduce((total, iteration) => total + tokensOf(iteration), 0);
  const total = inputTokensOf(usage)! + outputTokensOf(usage)!;
  return sum === total ? null : `usage: its parts are ${sum} tokens, its total says ${total}`;
}

function tokensOf(iteration: Iteration): number {
  const counts = [
    iteration.input_tokens,
    iteration.cache_read_input_tokens,
    iteration.cache_creation_input_tokens,
    iteration.output_tokens,
  ];
  return counts.reduce<number>((sum, count) => sum + Number(count ?? 0), 0);
}
