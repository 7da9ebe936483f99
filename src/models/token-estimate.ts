import { loadTokenCounter, type TokenEncoding } from "./count-tokens.ts";

export interface TokenCount {
  readonly tokens: number;
  /** Whether the model's own encoding was used; else an estimate from the number of characters. */
  readonly isExact: boolean;
}

/** Counts tokens before a call. What a call is billed is another matter: that is only what the provider reports. */
export interface TokenEstimator {
  /** Exact for models whose encoding is known and offline, else the estimate. Loads a tokenizer on first use. */
  count(model: string, text: string): Promise<TokenCount>;
  /** From characters alone: at once, without a tokenizer. */
  estimate(model: string, text: string): number;
  /** Learns from a call that was made: how many characters went in, and how many tokens the provider says that was. */
  observe(model: string, characters: number, tokens: number): void;
}

/** Weight of the first guess, in tokens: calls of a few hundred tokens begin to move it, thousands settle it. */
const priorTokens = 500;
/** What was observed fades, so that an estimate follows the texts that are sent now. */
const memoryTokens = 200_000;

/** An estimator that calibrates itself per model. */
export function tokenEstimator(): TokenEstimator {
  const seen = new Map<string, { characters: number; tokens: number }>();
  const charactersPerToken = (model: string): number => {
    const { characters, tokens } = seen.get(model) ?? { characters: 0, tokens: 0 };
    return (firstGuess(model) * priorTokens + characters) / (priorTokens + tokens);
  };
  const estimate = (model: string, text: string): number => Math.ceil(text.length / charactersPerToken(model));
  return {
    estimate,
    count: async (model, text) => {
      const encoding = encodingOf(model);
      if (!encoding) return { tokens: estimate(model, text), isExact: false };
      return { tokens: (await loadTokenCounter(encoding))(text), isExact: true };
    },
    observe: (model, characters, tokens) => {
      if (!(characters > 0 && tokens > 0)) return;
      const { characters: before, tokens: counted } = seen.get(model) ?? { characters: 0, tokens: 0 };
      const kept = Math.min(1, memoryTokens / (counted + tokens));
      seen.set(model, { characters: (before + characters) * kept, tokens: (counted + tokens) * kept });
    },
  };
}

/** Encodings that are known and offline. Newer models have others, or none that is published; an unknown name never throws. */
function encodingOf(model: string): TokenEncoding | null {
  if (/^(gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5($|-(mini|nano|chat|pro|codex|20))|chatgpt-4o|o[134]($|-))/.test(model))
    return "o200k_base";
  return /^gpt-(4|3\.5)($|-)/.test(model) ? "cl100k_base" : null;
}

/** "1M tokens is roughly 2.5M Unicode characters" (Anthropic, of its tokenizer since Opus 4.7); English on o200k is about 4.7. */
function firstGuess(model: string): number {
  return model.startsWith("claude") ? 2.5 : 4;
}
