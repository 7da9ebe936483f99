import { cellOf, costNanoUsdOf, isSuccess } from "../matrix/index.ts";
import { type CasePath, priceCase } from "./case-path.ts";
import { type CostLines, type Economics, totalUsd } from "./economics.ts";
import { identityOf, type ScoredRow } from "./replay.ts";

/**
 * Sends each case to a tier at random, in the given shares: what a router without any judgement would do. Exact
 * expectation over the draw, not one draw.
 */
export function randomMix(
  pathsByTier: Readonly<Record<string, readonly CasePath[]>>,
  shares: Readonly<Record<string, number>>,
): CasePath[] {
  const parts = Object.entries(pathsByTier).flatMap(([tier, paths]) =>
    shares[tier] ? [{ share: shares[tier], paths }] : [],
  );
  const [first] = parts;
  if (!first) return [];
  return first.paths.map((path, index) =>
    mixPaths(
      path,
      parts.map(({ share, paths }) => ({ share, path: paths[index]! })),
    ),
  );
}

interface Part {
  readonly share: number;
  readonly path: CasePath;
}

function mixPaths({ id, cluster }: CasePath, parts: readonly Part[]): CasePath {
  const mean = (of: (path: CasePath) => number): number =>
    parts.reduce((sum, { share, path }) => sum + share * of(path), 0);
  const isUnknown = parts.some(({ path }) => path.cost.modelUsd === null);
  return {
    id,
    cluster,
    startTier: null,
    endedAt: "mix",
    escalations: 0,
    reviewed: mean(({ reviewed }) => reviewed),
    success: mean(({ success }) => success),
    acceptedError: mean(({ acceptedError }) => acceptedError),
    cost: {
      modelUsd: isUnknown ? null : mean(({ cost }) => cost.modelUsd ?? 0),
      reviewUsd: mean(({ cost }) => cost.reviewUsd),
      errorUsd: mean(({ cost }) => cost.errorUsd),
      latencyUsd: mean(({ cost }) => cost.latencyUsd),
    } satisfies CostLines,
  };
}

/**
 * What a router that knew every outcome beforehand would do: the cheapest tier that gets the case right, a person where
 * none does. Nobody can reach it; it is the end of the scale.
 */
export function oracle(rows: readonly ScoredRow[], tiers: readonly string[], economics: Economics): CasePath[] {
  return rows.map(({ row, input }) => {
    const identity = identityOf(row, input.risk);
    const toReview = priceCase(
      { ...identity, startTier: null, accepted: null, escalations: 0, modelCostNanoUsd: 0, latencyMs: 0 },
      economics,
    );
    const right = tiers.flatMap((tier) => {
      const cell = cellOf(row, tier);
      if (!cell || !isSuccess(cell)) return [];
      return priceCase(
        {
          ...identity,
          startTier: tier,
          accepted: { tier, isRight: true },
          escalations: 0,
          modelCostNanoUsd: costNanoUsdOf(cell),
          latencyMs: cell.latencyMs ?? 0,
        },
        economics,
      );
    });
    return right.length === 0 ? toReview : right.reduce(cheaper);
  });
}

function cheaper(one: CasePath, other: CasePath): CasePath {
  const cost = (path: CasePath): number => totalUsd(path.cost) ?? Number.POSITIVE_INFINITY;
  return cost(other) < cost(one) ? other : one;
}
