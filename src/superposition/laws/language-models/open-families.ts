/**
 * The four open families of Liu, Liu, Gore 2025 (section 3.3, appendix D.7), their sizes, and the loss that a width alone
 * leaves: L = C_m/m^α_m + L_rest[family, data set] (equation 6), with the fit's published numbers.
 */
export type Family = "OPT" | "Qwen2.5" | "GPT-2" | "Pythia";
export type Corpus = "WikiText" | "C4" | "Pile" | "BookCorpus";

export interface OpenModel {
  readonly family: Family;
  readonly name: string;
  /** Size of the hidden state. */
  readonly width: number;
  /** Without the embeddings. */
  readonly parameters: number;
}

const sizes: readonly (readonly [Family, string, number, number])[] = [
  ["OPT", "125m", 768, 85e6],
  // its output embedding is 512 wide; the loss fit takes 1024
  ["OPT", "350m", 1024, 302e6],
  ["OPT", "1.3B", 2048, 1.208e9],
  ["OPT", "2.7B", 2560, 2.516e9],
  ["OPT", "6.7B", 4096, 6.443e9],
  ["OPT", "13B", 5120, 12.585e9],
  ["OPT", "30B", 7168, 29.594e9],
  ["OPT", "66B", 9216, 65.24e9],
  ["Qwen2.5", "0.5B", 896, 0.36e9],
  ["Qwen2.5", "1.5B", 1536, 1.31e9],
  ["Qwen2.5", "3B", 2048, 2.77e9],
  ["Qwen2.5", "7B", 3584, 6.53e9],
  ["Qwen2.5", "14B", 5120, 13.1e9],
  ["Qwen2.5", "32B", 5120, 31e9],
  ["Qwen2.5", "72B", 8192, 70e9],
  ["GPT-2", "small", 768, 85e6],
  ["GPT-2", "medium", 1024, 302e6],
  ["GPT-2", "large", 1280, 708e6],
  ["GPT-2", "xl", 1600, 1.475e9],
  ["Pythia", "70m", 512, 18.9e6],
  ["Pythia", "160m", 768, 85.1e6],
  ["Pythia", "410m", 1024, 302e6],
  ["Pythia", "1b", 2048, 806e6],
  ["Pythia", "1.4b", 2048, 1.208e9],
  ["Pythia", "2.8b", 2560, 2.518e9],
  ["Pythia", "6.9b", 4096, 6.444e9],
  ["Pythia", "12b", 5120, 11.327e9],
];

export const openModels: readonly OpenModel[] = sizes.map(([family, name, width, parameters]) => ({
  family,
  name,
  width,
  parameters,
}));

/** The published fit of equation 6: 18 parameters over 27 models and four data sets. */
export const publishedWidthFit = {
  exponent: 0.9098,
  standardError: 0.036,
  coefficient: 476.08,
  meanSquaredError: 0.0052,
  rest: {
    OPT: { WikiText: 2.207, C4: 2.275, Pile: 1.719, BookCorpus: 2.185 },
    "Qwen2.5": { WikiText: 1.608, C4: 2.101, Pile: 1.489, BookCorpus: 1.935 },
    // biome-ignore lint/suspicious/noApproximativeNumericConstant: a measured loss that happens to be near ln 10
    "GPT-2": { WikiText: 2.302, C4: 2.355, Pile: 1.941, BookCorpus: 2.296 },
    Pythia: { WikiText: 2.141, C4: 2.3, Pile: 1.52, BookCorpus: 2.242 },
  },
} as const satisfies {
  exponent: number;
  standardError: number;
  coefficient: number;
  meanSquaredError: number;
  rest: Record<Family, Record<Corpus, number>>;
};

/** Loss that the published fit gives a width, in nats per token: the part that falls with width, and all of it. */
export function publishedFamilyLoss(
  family: Family,
  corpus: Corpus,
  width: number,
): { readonly fromWidth: number; readonly total: number } {
  const { exponent, coefficient, rest } = publishedWidthFit;
  const fromWidth = coefficient * width ** -exponent;
  return { fromWidth, total: fromWidth + rest[family][corpus] };
}
