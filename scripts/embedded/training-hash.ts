import { createHash } from "node:crypto";
import { allTrainingTexts, type TrainingTexts } from "./training-texts.ts";

/** First 16 hexadecimal digits of the SHA-256 of every training text in order. */
export function trainingHash(texts: TrainingTexts): string {
  return createHash("sha256")
    .update(JSON.stringify(allTrainingTexts(texts)))
    .digest("hex")
    .slice(0, 16);
}
