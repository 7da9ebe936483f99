import type { Figures } from "../evaluation/index.ts";

/** When the dearer of two arms starts to pay. */
export type BreakEven =
  | { readonly kind: "from"; readonly errorCostUsd: number }
  /** The dearer arm is not more often right: no price of an error makes it worth buying. */
  | { readonly kind: "never" }
  /** The cheaper arm is not cheaper, and not more often right. */
  | { readonly kind: "always" };

/** Model spend and wrong answers per case of one arm, every answer taken as it is. */
export type ArmFigures = Pick<Figures, "cases" | "modelCostUsd" | "acceptedErrorRate">;

/**
 * The price of a mistake above which the dearer arm is worth its price:
 * λ* = (C_dear − C_cheap)/(Err_cheap − Err_dear), per case (arXiv 2507.03834).
 */
export function breakEvenErrorCost(cheap: ArmFigures, dear: ArmFigures): BreakEven {
  const extraCost = dear.modelCostUsd / dear.cases - cheap.modelCostUsd / cheap.cases;
  const fewerErrors = cheap.acceptedErrorRate - dear.acceptedErrorRate;
  if (fewerErrors <= 0) return extraCost < 0 && fewerErrors === 0 ? { kind: "always" } : { kind: "never" };
  return extraCost <= 0 ? { kind: "always" } : { kind: "from", errorCostUsd: extraCost / fewerErrors };
}
