import Table from "cli-table3";
import {
  conceptInterference,
  type InterferencePoint,
  loadProducts,
  presetCurves,
  presetNamed,
} from "../../superposition/index.ts";
import { progressLine } from "../progress.ts";
import { numberList, optionalNumber, wholeNumber } from "./flags.ts";

export interface InterferenceFlags {
  readonly concepts: string[];
  readonly widths?: string[];
  readonly features?: string;
  readonly steps?: string;
  readonly seed: string;
  readonly json?: boolean;
}

/** Measures what bottlenecks of several widths make of several concepts at once. */
export async function runInterference(flags: InterferenceFlags): Promise<void> {
  const [steps, features] = [optionalNumber("steps", flags.steps), optionalNumber("features", flags.features)];
  const [curve] = presetCurves(presetNamed("quick"), wholeNumber("seed", flags.seed), {
    shapes: [{ kind: "power", alpha: 0 }],
    gammas: [-1],
    ...(features !== undefined && { features: [features] }),
    all: { ...(steps !== undefined && { steps, warmUpSteps: Math.floor(steps / 10) }) },
  });
  const concepts = numberList("concepts", flags.concepts)!;
  const products = await loadProducts();
  const progress = await progressLine();
  const points: InterferencePoint[] = [];
  for (const width of numberList("widths", flags.widths) ?? curve!.widths) {
    progress.update(`training width ${width}`);
    points.push(...(await conceptInterference({ settings: curve!, width, concepts, products })));
  }
  progress.end();
  process.stdout.write(
    flags.json ? `${JSON.stringify({ v: 1, features: curve!.features, points })}\n` : `${tableOf(points)}\n`,
  );
}

function tableOf(points: readonly InterferencePoint[]): string {
  const table = new Table({
    head: ["m", "K", "interference", "(K − 1)/m", "all found", "squared error"],
    style: { head: [], border: [], compact: true },
    colAligns: new Array<"right">(6).fill("right"),
  });
  for (const { width, concepts, interference, randomInterference, success, error } of points) {
    table.push([
      width,
      concepts,
      ...[interference, randomInterference, success, error].map((value) => value.toFixed(3)),
    ]);
  }
  return table.toString();
}
