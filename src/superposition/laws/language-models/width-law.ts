import { fitPowerLaw } from "../fit-power-law.ts";
import { openModels } from "./open-families.ts";

/** A measured value with its standard error. */
export interface Measured {
  readonly value: number;
  readonly standardError: number;
}

/** N ∝ m^2.52 over Chinchilla's models, and α_N of their loss (Liu, Liu, Gore 2025, section 3.3; Besiroglu et al. 2024). */
export const parametersPerWidth: Measured = { value: 2.52, standardError: 0.03 };
export const chinchillaAlphaN: Measured = { value: 0.35, standardError: 0.02 };

/** If L ∝ N^(−α_N) and N ∝ m^k then L ∝ m^(−k α_N): 0.88 ± 0.05 or 0.06, by how the errors are rounded. */
export function inferredWidthExponent(
  power: Measured = parametersPerWidth,
  alphaN: Measured = chinchillaAlphaN,
): Measured {
  const value = power.value * alphaN.value;
  const relative = Math.hypot(power.standardError / power.value, alphaN.standardError / alphaN.value);
  return { value, standardError: value * relative };
}

/** N ∝ m^k fitted over the models of the four open families. */
export function openFamilyWidthLaw(): Measured {
  const fit = fitPowerLaw(openModels.map(({ width, parameters }) => ({ x: width, y: parameters })));
  return { value: -fit.exponent!, standardError: fit.standardError! };
}
