import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { isQuick, printResult } from "./support/measure.ts";

const command = fileURLToPath(new URL("../bin/tierwise.js", import.meta.url));

interface Output {
  readonly curves: readonly {
    readonly alpha: number;
    readonly gamma: number;
    readonly exponent: number;
    readonly standardError: number;
    readonly r2: number;
    readonly idealExponent: number | null;
    readonly points: readonly {
      readonly m: number;
      readonly loss: number;
      readonly phiHalf: number;
      readonly meanSquaredOverlap: number;
    }[];
  }[];
  readonly run: { readonly seconds: readonly number[] };
}

/** Whole curves as the command line trains them, two widths at a time, with what they found. */
export function superpositionCurves(): void {
  const presets = isQuick ? ["quick"] : ["quick", "laptop", "laptop-published-init"];
  for (const preset of presets) {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [command, "simulate", "--preset", preset, "--workers", "2", "--json"],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(stderr);
    const { curves, run } = JSON.parse(stdout) as Output;
    for (const [index, { alpha, gamma, exponent, standardError, r2, idealExponent, points }] of curves.entries()) {
      printResult("superposition-curve", {
        preset,
        alpha,
        gamma,
        seconds: Math.round(10 * run.seconds[index]!) / 10,
        exponent,
        standardError,
        r2,
        idealExponent,
        losses: points.map(({ loss }) => loss),
        phiHalf: points.map(({ phiHalf }) => phiHalf),
        overlapTimesWidth: points.map(({ m, meanSquaredOverlap }) => m * meanSquaredOverlap),
      });
    }
  }
}
