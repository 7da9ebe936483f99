import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { randomSource, unitRows } from "../../src/superposition/index.ts";
import { floatBytes, safetensors } from "../superposition/support/matrix-files.ts";
import { repository, tierwise } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const tiny = ["--features", "48", "--widths", "4", "8", "--steps", "60", "--test-samples", "1024"];
const minutes = 60_000;

interface Output {
  v: number;
  preset: string;
  seed: number;
  curves: {
    data: string;
    alpha: number;
    gamma: number;
    E: number;
    n: number;
    biasStart: string;
    points: Record<string, unknown>[];
    exponent: number;
    range: number[];
  }[];
  run: { seconds: number[] };
}

function simulate(...args: string[]): Output {
  const { code, out, err } = tierwise(["simulate", ...tiny, "--json", ...args]);
  expect(code, err).toBe(0);
  return JSON.parse(out) as Output;
}

describe("tierwise simulate", { timeout: 3 * minutes }, () => {
  test("prints every curve of the preset in the agreed shape, byte-identical outside the run block", () => {
    const [one, other] = [simulate(), simulate("--workers", "1")];
    expect(one).toMatchObject({ v: 1, preset: "quick", seed: 1 });
    expect(one.curves.map(({ alpha, gamma }) => [alpha, gamma])).toEqual([
      [0, -1],
      [1, -1],
      [1.5, 1],
    ]);
    expect(one.run.seconds).toHaveLength(3);
    for (const { points, ...curve } of one.curves) {
      expect(curve).toMatchObject({ data: "power", E: 1, n: 48, biasStart: "zero", range: [4, 8] });
      for (const key of ["exponent", "standardError", "r2"]) expect(curve).toHaveProperty(key);
      expect(points.map(({ m }) => m)).toEqual([4, 8]);
      for (const key of [
        "loss",
        "phiHalf",
        "phiOne",
        "meanSquaredOverlap",
        "maxSquaredOverlap",
        "deadFeatures",
        "ideal",
      ])
        expect(points[0]).toHaveProperty(key);
    }
    expect(JSON.stringify(one.curves)).toBe(JSON.stringify(other.curves));
  });

  test("sweeps every list that it is given", () => {
    const { curves } = simulate("--gamma", "-1,0.5", "--alpha", "0.5", "--density", "1", "2", "--seeds", "3");
    expect(curves.map(({ alpha, gamma, E }) => [alpha, gamma, E])).toEqual([
      [0.5, -1, 1],
      [0.5, -1, 2],
      [0.5, 0.5, 1],
      [0.5, 0.5, 2],
    ]);
    const shapes = simulate("--data", "exponential", "linear", "--gamma", "-1").curves.map(({ data }) => data);
    expect(shapes).toEqual(["exponential", "linear"]);
  });

  test("writes JSON, CSV and pictures, and resumes from widths that had finished", () => {
    const folder = join(temporaryFolder(), "run");
    const whole = simulate("--out", folder);
    for (const name of [
      "simulation.json",
      "simulation.csv",
      "loss.svg",
      "loss.png",
      "overlap.svg",
      "overlap.png",
      "gram-1.svg",
      "gram-3.png",
    ])
      expect(existsSync(join(folder, name)), name).toBe(true);
    expect(readFileSync(join(folder, "simulation.csv"), "utf8").trim().split("\n")).toHaveLength(1 + 3 * 2);
    expect(readFileSync(join(folder, "loss.svg"), "utf8")).toMatch(
      /^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/,
    );
    expect([...readFileSync(join(folder, "loss.png")).subarray(1, 4)]).toEqual([...Buffer.from("PNG")]);

    const journal = join(folder, "widths.jsonl");
    const lines = readFileSync(journal, "utf8").trim().split("\n");
    expect(lines).toHaveLength(6);
    // as an interruption leaves it: three widths, and half of a fourth
    const marked = lines.slice(0, 3).map((line) => line.replace(/"loss":[\d.]+/, '"loss":0.123'));
    writeFileSync(journal, `${marked.join("\n")}\n`);
    appendFileSync(journal, lines[3]!.slice(0, 40));
    const resumed = simulate("--out", folder, "--resume");
    const losses = resumed.curves.flatMap(({ points }) => points.map(({ loss }) => loss));
    expect(losses.filter((loss) => loss === 0.123)).toHaveLength(3);
    const trained = whole.curves.flatMap(({ points }) => points.map(({ loss }) => loss));
    for (const [index, loss] of losses.entries()) if (loss !== 0.123) expect(loss).toBe(trained[index]);
  });

  test("keeps finished widths on Ctrl-C and says how to go on", async () => {
    const folder = join(temporaryFolder(), "run");
    const many = ["--widths", "4", "8", "--steps", "3000", "--features", "48", "1500", "--gamma", "-1", "--alpha", "0"];
    const args = ["simulate", ...many, "--workers", "1", "--out", folder, "--json"];
    const child = spawn(process.execPath, [join(repository, "bin", "tierwise.js"), ...args]);
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (out += chunk));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk));
    await expect.poll(() => existsSync(join(folder, "widths.jsonl")), { timeout: minutes, interval: 50 }).toBe(true);
    child.kill("SIGINT");
    const [code] = (await once(child, "exit")) as [number];
    expect(code, err).toBe(130);
    expect(err).toContain("go on with --resume");
    const { interrupted, curves } = JSON.parse(out) as Output & { interrupted: boolean };
    expect(interrupted).toBe(true);
    expect(curves[0]!.points.length).toBeGreaterThan(0);
  });

  test("reads your own frequencies", () => {
    const file = join(temporaryFolder(), "frequencies.txt");
    writeFileSync(file, Array.from({ length: 48 }, (_, index) => 1 / (index + 1)).join("\n"));
    const { curves } = simulate("--frequencies", file, "--gamma", "-1");
    expect(curves.map(({ data, alpha }) => [data, alpha])).toEqual([["custom", null]]);
    const zipf = simulate("--alpha", "1", "--gamma", "-1");
    expect(curves[0]!.points[0]!.loss).toBeCloseTo(zipf.curves[0]!.points[0]!.loss as number, 3);
  });

  test.each([
    [["--widths", "600"], /tierwise: field "widths": expected widths of at most 512, the number of features, got 600/],
    [["--alpha", "-1"], /field "alpha": expected a data exponent from 0 to 20, got -1/],
    [["--density", "50"], /field "density": expected a density of at most/],
    [["--batch", "0"], /field "batch": expected a whole number from 1/],
    [["--preset", "nope"], /expected one of quick, laptop/],
    [["--seed", "x"], /field "--seed": expected a number, got "x"/],
    [["--resume"], /expected --out DIR beside --resume/],
    [["--rows", "round"], /field "--rows": expected one of free, unit-sphere/],
    [["geometry", "cube"], /expected one of linear-against-relu, /],
    [["analyze", "nowhere.safetensors"], /nowhere\.safetensors: expected a file that can be read/],
    [["interference", "--concepts", "0"], /field "concepts": expected 1 to 512 concepts, got 0/],
  ])("%j ends in one clear line and exit 2", (args, message) => {
    const { code, out, err } = tierwise(["simulate", ...args]);
    expect(err).toMatch(message);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(out).toBe("");
    expect(code).toBe(2);
  });
});

describe("the parts of tierwise simulate", { timeout: 2 * minutes }, () => {
  test("analyze reports a matrix of a file against 1/m and the Welch bound, and --help says where to get one", () => {
    const folder = temporaryFolder();
    const matrix = unitRows(300, 16, randomSource(1));
    const tensor = { dtype: "F32", shape: [300, 16], bytes: floatBytes(matrix) };
    writeFileSync(join(folder, "model.safetensors"), safetensors({ "lm_head.weight": tensor }));
    const args = ["simulate", "analyze", "model.safetensors", "--tensor", "lm_head.weight"];
    const analysis = JSON.parse(tierwise([...args, "--json"], { cwd: folder }).out) as {
      meanSquaredOverlap: number;
      effectiveRank: number;
    };
    expect(16 * analysis.meanSquaredOverlap).toBeCloseTo(1, 1);
    expect(analysis.effectiveRank).toBeGreaterThan(15);
    expect(tierwise(args, { cwd: folder }).out).toMatch(
      /lm_head\.weight: 300 rows \(features\) of width 16; 0 of them zero[\s\S]*Welch bound 0\.949/,
    );
    expect(tierwise(["simulate", "analyze", "--help"]).out).toMatch(
      /lm_head\.weight or where|huggingface-cli download/,
    );
  });

  test("geometry draws what it found", () => {
    const folder = join(temporaryFolder(), "pictures");
    const { code, out, err } = tierwise(["simulate", "geometry", "correlated-sets", "--out", folder]);
    expect(code, err).toBe(0);
    expect((JSON.parse(out) as { result: unknown[] }).result).toHaveLength(4);
  });

  test("interference prints one row for each width and number of concepts", () => {
    const { out } = tierwise([
      "simulate",
      "interference",
      "--concepts",
      "1",
      "2",
      "--widths",
      "6",
      "12",
      "--features",
      "48",
      "--steps",
      "60",
      "--json",
    ]);
    const { points } = JSON.parse(out) as { points: { width: number; concepts: number }[] };
    expect(points.map(({ width, concepts }) => [width, concepts])).toEqual([
      [6, 1],
      [6, 2],
      [12, 1],
      [12, 2],
    ]);
  });
});
