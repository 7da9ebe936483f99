import { complexityScore } from "./complexity-score.ts";
import { embeddedInference } from "./embedded-inference.ts";
import { importTime } from "./import-time.ts";
import { routerOverhead } from "./router-overhead.ts";
import { scoreAndDecide } from "./score-and-decide.ts";
import { successEstimate } from "./success-estimate.ts";
import { superpositionCurves } from "./superposition-curves.ts";
import { superpositionStep } from "./superposition-step.ts";

/** `npm run bench`: every benchmark in turn, one JSON object a line. */
await importTime();
await embeddedInference();
await scoreAndDecide();
await complexityScore();
await successEstimate();
await routerOverhead();
await superpositionStep();
superpositionCurves();
