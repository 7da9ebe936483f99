/** A law of the loss of a language model in its parameters N and training tokens D. */
export type LossLaw =
  /** E + A/N^α + B/D^β (Hoffmann et al. 2022). */
  | {
      readonly kind: "chinchilla";
      readonly irreducible: number;
      readonly a: number;
      readonly alpha: number;
      readonly b: number;
      readonly beta: number;
    }
  /** ((N_c/N)^(α_N/α_D) + D_c/D)^α_D (Kaplan et al. 2020, equation 1.5). */
  | {
      readonly kind: "kaplan";
      readonly parameterScale: number;
      readonly alphaN: number;
      readonly tokenScale: number;
      readonly alphaD: number;
    };

type LawOf<Kind extends LossLaw["kind"]> = Extract<LossLaw, { kind: Kind }>;

/** As printed by Hoffmann et al. 2022 (arXiv 2203.15556, approach 3). */
export const chinchillaPublished: LawOf<"chinchilla"> = {
  kind: "chinchilla",
  irreducible: 1.69,
  a: 406.4,
  alpha: 0.34,
  b: 410.7,
  beta: 0.28,
};

/** The same data fitted again by Besiroglu et al. 2024 (arXiv 2404.10102). */
export const chinchillaRefitted: LawOf<"chinchilla"> = {
  kind: "chinchilla",
  irreducible: 1.8172,
  a: 482.01,
  alpha: 0.3478,
  b: 2085.43,
  beta: 0.3658,
};

/** Kaplan et al. 2020 (arXiv 2001.08361, table 2). */
export const kaplanPublished: LawOf<"kaplan"> = {
  kind: "kaplan",
  parameterScale: 6.4e13,
  alphaN: 0.076,
  tokenScale: 1.8e13,
  alphaD: 0.103,
};

/** Loss at N parameters and D tokens, in nats per token. */
export function lossAt(law: LossLaw, parameters: number, tokens: number): number {
  switch (law.kind) {
    case "chinchilla":
      return law.irreducible + law.a * parameters ** -law.alpha + law.b * tokens ** -law.beta;
    case "kaplan":
      return ((law.parameterScale / parameters) ** (law.alphaN / law.alphaD) + law.tokenScale / tokens) ** law.alphaD;
  }
}
