import type { TrainingTexts } from "../embedded/training-texts.ts";

/** Of the whole messages and of the small talk, one in so many is held out for choosing on texts never read. */
const heldOutEvery = 4;

export function splitTexts(texts: TrainingTexts): { kept: TrainingTexts; heldOut: TrainingTexts } {
  const isHeldOut = (_: unknown, index: number): boolean => index % heldOutEvery === 0;
  const isKept = (_: unknown, index: number): boolean => index % heldOutEvery !== 0;
  const { whole, neutral } = texts;
  return {
    kept: { ...texts, whole: whole.filter(isKept), neutral: neutral.filter(isKept) },
    heldOut: { single: new Map(), mixed: [], whole: whole.filter(isHeldOut), neutral: neutral.filter(isHeldOut) },
  };
}
