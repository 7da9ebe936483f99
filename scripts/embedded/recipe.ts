/** How the networks are trained: the same for every width, fixed on training-side texts alone. */
export const recipe = {
  /** Hidden widths by name, narrowest first. */
  widths: { small: 16, medium: 32, large: 96 },
  buckets: 10_240,
  hidden: 128,
  steps: 3000,
  batch: 128,
  learningRate: 0.005,
  /** Decoupled weight decay (AdamW), times the learning rate. */
  weightDecay: 0.03,
  /** Share of features hidden from the network in each training message. */
  featureDropout: 0.15,
  warmUpSteps: 100,
  seed: 1,
} as const;

export type Recipe = { [Key in keyof typeof recipe]: Key extends "widths" ? Record<string, number> : number };
