import { type Tokens, tokenKind } from "./scan.ts";

/**
 * About how many tokens a model reads, from the scan alone: exact tokenizers are slow on hostile text and are never called
 * on the request path. Calibrated against o200k_base on the training texts.
 */
export function estimateTokens({ count, starts, ends, kinds }: Tokens): number {
  let tokens = 0;
  for (let index = 0; index < count; index++) {
    const length = ends[index]! - starts[index]!;
    tokens += tokensOfRun(kinds[index]!, length);
  }
  return Math.round(tokens);
}

function tokensOfRun(kind: number, length: number): number {
  switch (kind) {
    case tokenKind.word:
      return length <= 8 ? 1.08 : length / 6;
    case tokenKind.number:
      return Math.ceil(length / 3);
    case tokenKind.ideograph:
      return 0.8;
    case tokenKind.newline:
      return 0.5;
    default:
      return length === 1 ? 1 : length / 2;
  }
}
