/** Counts the tokens of a text. */
export type TokenCounter = (text: string, options?: { readonly isRepeated?: boolean }) => number;

/** Encodings that tiktoken has and models of today, or of their record, use. */
export type TokenEncoding = "o200k_base" | "cl100k_base";

/** Instructions repeat from call to call and are worth remembering; users' own texts are not kept. */
const remembered = 64;
const loading = new Map<TokenEncoding, Promise<TokenCounter>>();

/**
 * The exact count of an encoding (tiktoken). The tokenizer is loaded on the first call and shared afterwards; counts of
 * the texts said to repeat are remembered. Special tokens such as `<|endoftext|>` count as the plain text they are.
 */
export function loadTokenCounter(encoding: TokenEncoding = "o200k_base"): Promise<TokenCounter> {
  const counter =
    loading.get(encoding) ??
    load(encoding).catch((error: unknown) => {
      loading.delete(encoding);
      throw error;
    });
  loading.set(encoding, counter);
  return counter;
}

async function load(name: TokenEncoding): Promise<TokenCounter> {
  const { get_encoding } = await import("tiktoken");
  const encoding = get_encoding(name);
  const counts = new Map<string, number>();
  const count = (text: string): number => {
    let total = 0;
    for (const piece of boundedPieces(text)) total += encoding.encode_ordinary(piece).length;
    return total;
  };
  return (text, { isRepeated = false } = {}) => {
    if (!isRepeated) return count(text);
    const known = counts.get(text) ?? count(text);
    if (counts.size >= remembered) counts.clear();
    counts.set(text, known);
    return known;
  };
}

const longestRun = 256;

/**
 * Cuts a text wherever 256 characters of one class (blank, newline, other) follow each other: byte-pair encoding is
 * quadratic in such runs, and 50,000 repeated letters would stall the process for seconds. Never cuts a surrogate pair.
 */
export function* boundedPieces(text: string): Generator<string> {
  let start = 0;
  let run = 0;
  let runClass = -1;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const kind = classOf(code);
    run = kind === runClass ? run + 1 : 1;
    runClass = kind;
    if (run > longestRun && !isLowSurrogate(code)) {
      yield text.slice(start, index);
      start = index;
      run = 1;
    }
  }
  if (start < text.length) yield text.slice(start);
}

function classOf(code: number): number {
  if (code === 10 || code === 13) return 1;
  return code === 32 || code === 9 ? 0 : 2;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
