import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadSimulationPlotter, pngOf, type SimulationResult } from "../../report/index.ts";
import type { GramPicture } from "./width-job.ts";

/** The plots of a simulation, each as SVG and PNG. */
export async function writePlots(
  folder: string,
  { curves }: SimulationResult,
  pictures: readonly (GramPicture | undefined)[],
): Promise<void> {
  const plotter = await loadSimulationPlotter();
  const drawn = curves.filter(({ points }) => points.some(({ isDiverged }) => !isDiverged));
  if (drawn.length > 0) {
    await writePicture(folder, "loss", plotter.loss(drawn));
    await writePicture(folder, "overlap", plotter.overlap(drawn));
  }
  for (const [index, picture] of pictures.entries()) {
    if (picture === undefined) continue;
    const title = `W Wᵀ of the ${picture.size} most frequent features, m = ${picture.width}`;
    await writePicture(folder, `gram-${index + 1}`, plotter.heatMap(title, picture.values));
  }
}

export async function writePicture(folder: string, name: string, svg: string): Promise<void> {
  await writeFile(join(folder, `${name}.svg`), svg);
  await writeFile(join(folder, `${name}.png`), await pngOf(svg));
}
