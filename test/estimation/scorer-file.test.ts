import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { estimateRequest, fitScorer, readScorer, writeScorer } from "../../src/estimation/index.ts";
import { featureNames } from "../../src/estimation/request-features.ts";
import { packageFile } from "../../src/models/index.ts";
import { syntheticRows } from "../support/synthetic-matrix.ts";

const written = writeScorer(
  fitScorer([{ name: "made-up", rows: syntheticRows({ rows: 200 }) }], {
    fittedOn: { hash: "0", rows: 200, sources: [] },
  }),
);

function changed(change: (value: Record<string, unknown> & { kinds: Record<string, unknown>[] }) => void): string {
  const value = JSON.parse(written);
  change(value);
  return JSON.stringify(value);
}

describe("a scorer file", () => {
  test.each([
    ["no JSON", "scorer", /some\.scorer\.json: expected a scorer file, but this is not a JSON object/],
    [
      "another format",
      changed((value) => (value.format = "x")),
      /field "format": expected a scorer file, got format "x"/,
    ],
    ["another version", changed((value) => (value.v = 2)), /field "v": expected scorer version 1, got 2: fit it again/],
    [
      "other features",
      changed((value) => (value.features = ["x"])),
      /field "featureVersion": expected features of version/,
    ],
    [
      "a null where a number must be",
      changed((value) => ((value.generic as { perLogWords: unknown }).perLogWords = null)),
      /damaged.*not finite/,
    ],
    ["a NaN in a table", changed((value) => (value.kinds[0]!.centre = nan())), /damaged.*centre \(not finite\)/],
    ["a cut table", changed((value) => (value.kinds[0]!.weights = "AAAA.AAAA")), /damaged.*cut/],
    ["no weights", changed((value) => (value.kinds[0]!.weights = ".")), /damaged.*weights/],
    ["no loadings", changed((value) => (value.kinds[0]!.loadings = "")), /damaged.*loadings/],
    ["a rate above 1", changed((value) => (value.kinds[0]!.successRates = [7, 0.5])), /damaged.*successRates/],
    ["an arm without a mean", changed((value) => (value.kinds[0]!.meanScores = [])), /damaged.*meanScores/],
    ["one arm twice", changed((value) => (value.kinds[0]!.arms = ["small", "small"])), /damaged.*arms/],
    ["no calibration", changed((value) => (value.kinds[0]!.calibrations = [])), /damaged.*calibrations/],
    [
      "an unknown calibration",
      changed((value) => (value.kinds[0]!.calibrations = [{ kind: "x" }, { kind: "x" }])),
      /damaged.*calibration/,
    ],
    ["rows that are none", changed((value) => (value.kinds[0]!.rows = 0)), /damaged.*rows/],
    ["a group that is none", changed((value) => (value.groups = [9])), /damaged.*groups/],
    ["no held-out quality", changed((value) => (value.heldOut = {})), /damaged.*heldOut/],
    ["no origin", changed((value) => (value.fittedOn = {})), /damaged.*fittedOn/],
    ["a missing kind", changed((value) => (value.kinds = [])), /damaged.*number of kinds/],
  ])("with %s is refused with a clear error", (_, text, message) => {
    expect(() => readScorer(text, "some.scorer.json")).toThrow(message);
  });
});

describe("the scorer that ships", () => {
  const text = readFileSync(packageFile("fixtures", "estimation", "default.scorer.json"), "utf8");

  test("is under 1 MB, names its sources and licences, and was held to its word", () => {
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    const { fittedOn, heldOut } = readScorer(text, "default.scorer.json");
    for (const { licence } of fittedOn.sources) expect(licence).toMatch(/^(Apache-2\.0|MIT) \(/);
    expect(heldOut.ece).toBeLessThan(0.05);
    expect(heldOut.brier).toBeLessThan(0.2);
  });

  test("says a large model is likelier right than a small one", () => {
    const scorer = readScorer(text, "default.scorer.json");
    const [small, large] = ["mixtral-8x7b-instruct-v0.1", "gpt-4-1106-preview"];
    const estimate = estimateRequest(
      scorer,
      "A shop sells pens at 3 dollars each. Tom buys 4 pens and pays with 20 dollars. How much change does he get?",
    );
    expect(estimate.success(large)).toBeGreaterThan(estimate.success(small));
    expect(Number.isFinite(estimate.uplift(small, large))).toBe(true);
  });
});

function nan(): string {
  return Buffer.from(new Float32Array(featureNames.length).fill(Number.NaN).buffer).toString("base64");
}
