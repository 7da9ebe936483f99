import type { Usage } from "../types.ts";

/** Sum of costs or counts, unknown as soon as one part is. */
export function sumKnown(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((total, part) => (total === null || part === null ? null : total + part), 0);
}

/** All tokens that went in, cached ones too; null when usage is unknown. */
export function inputTokensOf(usage: Usage | null): number | null {
  return usage && usage.inputTokens.noCache + usage.inputTokens.cacheRead + usage.inputTokens.cacheWrite;
}

/** All tokens that came out, reasoning too; null when usage is unknown. */
export function outputTokensOf(usage: Usage | null): number | null {
  return usage && usage.outputTokens.text + usage.outputTokens.reasoning;
}
