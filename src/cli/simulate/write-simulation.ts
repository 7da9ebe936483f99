import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type SimulationResult, simulationCsv, simulationJson } from "../../report/index.ts";
import type { GramPicture } from "./width-job.ts";
import { writePlots } from "./write-plots.ts";

/** The results of a simulation as files: JSON, CSV and plots. */
export async function writeSimulation(
  folder: string,
  result: SimulationResult,
  pictures: readonly (GramPicture | undefined)[],
): Promise<void> {
  await writeFile(join(folder, "simulation.json"), `${JSON.stringify(simulationJson(result), null, 2)}\n`);
  await writeFile(join(folder, "simulation.csv"), simulationCsv(result.curves));
  await writePlots(folder, result, pictures);
}
