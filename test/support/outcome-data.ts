import { existsSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./command-line.ts";
import { testWith } from "./requirements.ts";

/** Recorded outcomes of real models: not in this repository, as some licences forbid passing them on. */
export const outcomesFolder = process.env.TIERWISE_OUTCOMES ?? join(repository, "../shared/data/outcomes");

export const testWithOutcomes = testWith(
  existsSync(join(outcomesFolder, "pairs.json")),
  `the folder of recorded outcomes (TIERWISE_OUTCOMES, now ${outcomesFolder})`,
);
