import type { Tree } from "./learn/boosted-trees.ts";
import { pack, packQuantised, unpackBytes, unpackFloats, unpackQuantised } from "./packed-numbers.ts";

/** A forest of trees of one depth, as base64. */
export interface PackedTrees {
  readonly count: number;
  readonly features: string;
  readonly thresholds: string;
  readonly leaves: string;
}

export function packTrees(trees: readonly Tree[]): PackedTrees {
  return {
    count: trees.length,
    features: pack(Uint8Array.from(trees.flatMap((tree) => [...tree.features]))),
    thresholds: pack(Float32Array.from(trees.flatMap((tree) => [...tree.thresholds]))),
    leaves: packQuantised(Float32Array.from(trees.flatMap((tree) => [...tree.leaves]))),
  };
}

/** @throws Error when the parts do not fit together or a tree asks for a feature that does not exist. */
export function unpackTrees({ count, features, thresholds, leaves }: PackedTrees, featureCount: number): Tree[] {
  if (count === 0) return [];
  const [allFeatures, allThresholds, allLeaves] = [
    unpackBytes(features),
    unpackFloats(thresholds),
    unpackQuantised(leaves),
  ];
  const nodes = allFeatures.length / count;
  const leafNumbers = allLeaves.length / count;
  if (!Number.isInteger(nodes) || !Number.isInteger(leafNumbers) || allThresholds.length !== allFeatures.length) {
    throw new Error("the trees are cut");
  }
  if (allFeatures.some((feature) => feature >= featureCount)) throw new Error("a tree asks for an unknown feature");
  if (allThresholds.some(Number.isNaN)) throw new Error("a tree holds a threshold that is not a number");
  return Array.from({ length: count }, (_, tree) => ({
    features: allFeatures.subarray(tree * nodes, (tree + 1) * nodes),
    thresholds: allThresholds.subarray(tree * nodes, (tree + 1) * nodes),
    leaves: allLeaves.subarray(tree * leafNumbers, (tree + 1) * leafNumbers),
  }));
}
