export interface Schedule {
  readonly peak: number;
  readonly steps: number;
  readonly warmUpSteps: number;
}

/** The cosine ends at this share of the peak. */
const floor = 0.05;

/** Linear warm-up, then a cosine down to 5 % of the peak. @param step counts from 1. */
export function learningRateAt(step: number, { peak, steps, warmUpSteps }: Schedule): number {
  if (step < warmUpSteps) return (peak * step) / warmUpSteps;
  const progress = steps === warmUpSteps ? 1 : (step - warmUpSteps) / (steps - warmUpSteps);
  return peak * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress)));
}
