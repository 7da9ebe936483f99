import { featureGeometry } from "./feature-measures.ts";
import { type Instance, trainInstances } from "./train-instances.ts";

export interface LearningMoment {
  readonly step: number;
  readonly loss: number;
  readonly dimensionalities: readonly number[];
}

export interface LearningJumps {
  readonly moments: readonly LearningMoment[];
  readonly instance: Instance;
}

export interface LearningJumpsOptions {
  readonly steps?: number;
  readonly every?: number;
  readonly density?: number;
  readonly seed?: number;
}

/**
 * Demonstration 10: two sets of three correlated features in three dimensions. Loss falls in steps, and at each of them
 * feature dimensionalities jump; the end is an octahedron, three antipodal pairs.
 */
export function learningJumps(options: LearningJumpsOptions = {}): LearningJumps {
  const { steps = 3000, every = 20, density = 0.05, seed = 1 } = options;
  const moments: LearningMoment[] = [];
  let recent: number[] = [];
  const [instance] = trainInstances({
    instances: [
      {
        features: 6,
        width: 3,
        occurs: {
          kind: "correlated",
          density,
          groups: [
            [0, 1, 2],
            [3, 4, 5],
          ],
        },
        seed,
        batch: 1024,
        steps,
        rate: 0.003,
      },
    ],
    observe: (step, [model], [loss]) => {
      recent.push(loss!);
      if (step % every !== 0) return;
      const dimensionalities = featureGeometry(model!.decoder, 3).map(
        ({ norm, dimensionality }) => norm * norm * dimensionality,
      );
      moments.push({ step, loss: recent.reduce((sum, value) => sum + value, 0) / recent.length, dimensionalities });
      recent = [];
    },
  });
  return { moments, instance: instance! };
}
