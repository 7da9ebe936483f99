import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellOf, readMatrix } from "../../src/matrix/index.ts";
import {
  averageGapRecovered,
  callShareFor,
  decileSweep,
  gapRecovered,
  gapRecoveredByCost,
  type RoutedCases,
  type RoutingPoint,
  randomSource,
  routingCurve,
} from "../../src/statistics/index.ts";
import { outcomesFolder, testWithOutcomes } from "../support/outcome-data.ts";

const cases = fc
  .array(fc.record({ ranking: fc.integer({ min: 0, max: 4 }), weak: fc.integer({ min: 0, max: 1 }) }), {
    minLength: 4,
    maxLength: 40,
  })
  .map((list) => ({
    ranking: list.map(({ ranking }) => ranking),
    weak: list.map(({ weak }) => weak),
    strong: list.map(({ weak }, index) => (index % 3 === 0 ? 1 : weak)),
  }));

/** Average over many random orders of the tied cases, each point by point. */
function slowTwin({ ranking, weak, strong }: RoutedCases): number {
  const random = randomSource(3);
  const count = ranking.length;
  let total = 0;
  const repeats = 3000;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const noise = Array.from({ length: count }, () => random.next());
    const order = [...noise.keys()].sort((a, b) => ranking[b]! - ranking[a]! || noise[a]! - noise[b]!);
    let score = Array.from(weak).reduce((sum, value) => sum + value, 0);
    const start = score;
    let area = 0;
    for (const index of order) {
      const gain = strong[index]! - weak[index]!;
      area += score + gain / 2 - start;
      score += gain;
    }
    total += area / count / (score - start);
  }
  return total / repeats;
}

describe("the routing curve", () => {
  test("a router without an opinion recovers half the gap, whatever the cases", () => {
    fc.assert(
      fc.property(cases, ({ weak, strong }) => {
        const apgr = averageGapRecovered({ ranking: weak.map(() => 1), weak, strong });
        if (apgr !== null) expect(apgr).toBeCloseTo(0.5, 10);
      }),
    );
  });

  test("ties count at their expected value: the average over random orders", () => {
    fc.assert(
      fc.property(cases, (routed) => {
        const apgr = averageGapRecovered(routed);
        if (apgr !== null) expect(apgr).toBeCloseTo(slowTwin(routed), 1);
      }),
      { numRuns: 20 },
    );
  });

  test("the opposite order recovers the rest", () => {
    fc.assert(
      fc.property(cases, (routed) => {
        const apgr = averageGapRecovered(routed);
        const opposite = averageGapRecovered({ ...routed, ranking: routed.ranking.map((rank) => -rank) });
        if (apgr !== null) expect(apgr + opposite!).toBeCloseTo(1, 10);
      }),
    );
  });

  test("under a point of difference there is nothing to recover", () => {
    const same = { ranking: [1, 2, 3], weak: [1, 0, 1], strong: [0, 1, 1] };
    expect(averageGapRecovered(same)).toBeNull();
    expect(callShareFor(routingCurve(same), 0.5)).toBeNull();
  });

  test("CPT is the first crossing, also where the curve falls again", () => {
    const points = [
      { share: 0, score: 0 },
      { share: 0.25, score: 0.5 },
      { share: 0.5, score: 0.2 },
      { share: 1, score: 0.5 },
    ];
    expect(callShareFor(points, 0.5)).toBeCloseTo(0.125, 10);
    expect(callShareFor(points, 0.8)).toBeCloseTo(0.2, 10);
  });

  test("the decile sweep runs from all strong calls to none, as in RouteLLM's evaluation", () => {
    const ranking = Array.from({ length: 21 }, (_, index) => index / 20);
    const points = decileSweep({ ranking, weak: ranking.map(() => 0), strong: ranking });
    expect(points).toHaveLength(11);
    expect(points[0]).toEqual({ share: 0, score: 0 });
    expect(points.at(-1)?.share).toBe(1);
    expect(points[1]?.share).toBeCloseTo(3 / 21, 10);
  });

  test("by cost, a dear case takes more of the axis", () => {
    const routed = { ranking: [2, 1], weak: [0, 0], strong: [1, 1] };
    expect(gapRecoveredByCost(routed, [1, 1], [2, 2])).toBeCloseTo(0.5, 10);
    expect(gapRecoveredByCost(routed, [1, 1], [2, 4])).toBeCloseTo(0.625, 10);
    expect(gapRecoveredByCost(routed, [2, 2], [1, 1])).toBeNull();
  });

  // the published optimum of a part of RouteLLM's benchmarks: ranked by the true gain
  for (const [file, apgr, cpt50, cpt80] of [
    ["routellm__gsm8k.jsonl.gz", 1.116, 0.111, 0.177],
    ["routellm__mmlu.jsonl.gz", 1.306, 0.058, 0.093],
  ] as const)
    testWithOutcomes(`agrees with the known optimum of ${file}`, async () => {
      const { rows } = await readMatrix(join(outcomesFolder, file));
      const scores = (arm: string): number[] => rows.map((row) => cellOf(row, arm)?.score ?? Number.NaN);
      const [weak, strong] = [scores("mixtral-8x7b-instruct-v0.1"), scores("gpt-4-1106-preview")];
      const points = routingCurve({ ranking: strong.map((score, index) => score - weak[index]!), weak, strong });
      // published from eleven points, one per tenth of the calls
      const tenths = Array.from({ length: 11 }, (_, tenth) => ({
        share: tenth / 10,
        score: scoreAt(points, tenth / 10),
      }));
      expect(gapRecovered(tenths)).toBeCloseTo(apgr, 2);
      expect(callShareFor(points, 0.5)).toBeCloseTo(cpt50, 2);
      expect(callShareFor(points, 0.8)).toBeCloseTo(cpt80, 2);
    });
});

function scoreAt(points: readonly RoutingPoint[], share: number): number {
  const right = Math.max(
    1,
    points.findIndex((point) => point.share >= share - 1e-12),
  );
  const [a, b] = [points[right - 1]!, points[right]!];
  return a.score + ((share - a.share) / (b.share - a.share)) * (b.score - a.score);
}
