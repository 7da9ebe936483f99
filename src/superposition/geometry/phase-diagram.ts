import { featureGeometry } from "./feature-measures.ts";
import { bestOf, type Instance, trainInstances } from "./train-instances.ts";
import type { TwoFeaturePhase } from "./two-features.ts";

export interface PhasePoint {
  readonly importance: number;
  readonly density: number;
  /** Of the last feature: it has a dimension of its own, shares one, or is not represented. */
  readonly phase: "dedicated" | "superposed" | "ignored";
  readonly instance: Instance;
}

export interface PhaseDiagramOptions {
  readonly features?: 2 | 3;
  /** Of the last feature; the others have 1. */
  readonly importances?: readonly number[];
  readonly densities?: readonly number[];
  readonly starts?: number;
  readonly seed?: number;
}

/**
 * Demonstration 5: two features in one dimension, or three in two. By the importance and the density of the last one it is
 * ignored, superposed or given a dimension of its own; the best of several starts counts.
 */
export function phaseDiagram(options: PhaseDiagramOptions = {}): PhasePoint[] {
  const {
    features = 2,
    importances = spaced(0.1, 10, 9),
    densities = spaced(1, 0.02, 9),
    starts = 10,
    seed = 1,
  } = options;
  const cells = importances.flatMap((importance) => densities.map((density) => ({ importance, density })));
  return cells.map(({ importance, density }) => {
    const instances = Array.from({ length: starts }, (_, start) => ({
      features,
      width: features - 1,
      occurs: { kind: "independent" as const, density },
      importance: (feature: number) => (feature === features - 1 ? importance : 1),
      seed: 1000 * seed + start,
      steps: 300,
      rate: 0.05,
    }));
    const instance = bestOf(trainInstances({ instances }));
    return { importance, density, instance, phase: lastFeaturePhase(instance) };
  });
}

/** Logarithmically spaced. */
function spaced(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from * (to / from) ** (index / (count - 1)));
}

function lastFeaturePhase({ model: { decoder, width } }: Instance): PhasePoint["phase"] {
  const last = featureGeometry(decoder, width).at(-1)!;
  if (last.norm < 0.5) return "ignored";
  return last.superposition > 0.25 ? "superposed" : "dedicated";
}

/** What each arrangement of two features means for the second. */
export function secondFeaturePhase(phase: TwoFeaturePhase): PhasePoint["phase"] {
  switch (phase) {
    case "first ignored":
      return "dedicated";
    case "second ignored":
      return "ignored";
    case "superposed":
      return "superposed";
  }
}
