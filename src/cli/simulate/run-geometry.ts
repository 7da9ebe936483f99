import { mkdir } from "node:fs/promises";
import { loadSimulationPlotter } from "../../report/index.ts";
import {
  absoluteValue,
  adversarialVulnerability,
  anglesBetween,
  bestTwoFeaturePhase,
  correlatedSets,
  featuresInThePlane,
  gramMatrix,
  hiddenRelu,
  type Instance,
  learningJumps,
  linearAgainstRelu,
  loadProducts,
  perturbedPentagon,
  phaseDiagram,
  recoverability,
  secondFeaturePhase,
  stickyDimensions,
  superpositionBoundary,
} from "../../superposition/index.ts";
import { oneOf, wholeNumber } from "./flags.ts";
import { writePicture } from "./write-plots.ts";

export interface GeometryFlags {
  readonly seed: string;
  readonly out?: string;
}

/** What a demonstration found, and the models whose geometry is worth a picture. */
interface Shown {
  readonly result: unknown;
  readonly models?: readonly { readonly name: string; readonly instance: Instance }[];
  readonly phases?: ReturnType<typeof phaseDiagram>;
}

type Demonstration = (seed: number) => Promise<Shown> | Shown;

/** The demonstrations of Elhage et al. 2022, by name. */
const demonstrations = {
  "linear-against-relu": (seed) => linearShown(linearAgainstRelu({ seed, densities: [1, 0.1, 0.01] })),
  "linear-against-relu-large": (seed) =>
    linearShown(linearAgainstRelu({ seed, features: 80, width: 20, importanceBase: 0.9, densities: [1, 0.1, 0.03] })),
  "features-in-the-plane": (seed) => {
    const found = featuresInThePlane({ seed });
    return {
      result: found.map(({ density, angles, dimensionalities, instance: { loss } }) => ({
        density,
        loss,
        angles,
        gaps: anglesBetween(angles),
        dimensionalities,
      })),
      models: found.map(({ density, instance }) => ({ name: `density-${density}`, instance })),
    };
  },
  "phase-diagram": (seed) => {
    const phases = phaseDiagram({ seed });
    return {
      result: phases.map((point) => ({
        importance: point.importance,
        density: point.density,
        phase: point.phase,
        closedForm: secondFeaturePhase(bestTwoFeaturePhase(point)),
      })),
      phases,
    };
  },
  "phase-diagram-three": (seed) => {
    const phases = phaseDiagram({ seed, features: 3 });
    return { result: phases.map(({ importance, density, phase }) => ({ importance, density, phase })), phases };
  },
  "sticky-dimensions": async (seed) => ({ result: stickyDimensions({ seed, products: await loadProducts() }) }),
  "perturbed-pentagon": (seed) => ({
    result: perturbedPentagon({ seed }).map(({ ratio, angles, dimensionalities }) => ({
      ratio,
      gaps: anglesBetween(angles),
      dimensionalities,
    })),
  }),
  "correlated-sets": (seed) => ({
    result: (["correlated", "anticorrelated"] as const).flatMap((kind) =>
      ([2, 3] as const).map((setSize) => {
        const { within, between } = correlatedSets(kind, { setSize, seed });
        return { kind, setSize, within, between };
      }),
    ),
  }),
  "learning-jumps": (seed) => ({ result: learningJumps({ seed }).moments }),
  "hidden-relu": (seed) => ({
    result: hiddenRelu({ seed }).map(({ density, featuresPerNeuron, instance: { loss } }) => ({
      density,
      loss,
      featuresPerNeuron,
    })),
  }),
  "absolute-value": async (seed) => {
    const products = await loadProducts();
    const large = { features: 100, width: 40, densities: [1, 0.3, 0.1, 0.03, 0.01], starts: 1, batch: 1024, products };
    return {
      result: [...absoluteValue({ seed }), ...absoluteValue({ seed, ...large })].map(
        ({ density, relativeLoss, featuresPerNeuron }) => ({ density, relativeLoss, featuresPerNeuron }),
      ),
    };
  },
  "adversarial-vulnerability": async (seed) => ({
    result: adversarialVulnerability({ seed, products: await loadProducts() }),
  }),
  recoverability: async (seed) => ({ result: recoverability({ seed, products: await loadProducts() }) }),
} satisfies Record<string, Demonstration>;

export const demonstrationNames = Object.keys(demonstrations) as (keyof typeof demonstrations)[];

/** Runs a demonstration, prints what it found as JSON, and draws pictures where there is a folder for them. */
export async function runGeometry(name: string, flags: GeometryFlags): Promise<void> {
  const run: Demonstration = demonstrations[oneOf("name", name, demonstrationNames)];
  const seed = wholeNumber("seed", flags.seed);
  const shown = await run(seed);
  process.stdout.write(`${JSON.stringify({ v: 1, demonstration: name, seed, result: shown.result })}\n`);
  if (flags.out !== undefined) await draw(flags.out, shown);
}

function linearShown(found: ReturnType<typeof linearAgainstRelu>): Shown {
  return {
    result: found.map(({ output, density, represented, features, instance: { loss, model } }) => ({
      output,
      density,
      loss,
      represented,
      features,
      bias: [...model.bias],
    })),
    models: found.map(({ output, density, instance }) => ({ name: `${output}-density-${density}`, instance })),
  };
}

async function draw(folder: string, { models = [], phases }: Shown): Promise<void> {
  await mkdir(folder, { recursive: true });
  const plotter = await loadSimulationPlotter();
  for (const {
    name,
    instance: { model },
  } of models) {
    await writePicture(folder, name, plotter.heatMap(`W Wᵀ, ${name}`, [...gramMatrix(model.decoder, model.width)]));
  }
  if (phases === undefined) return;
  const boundary = [...new Set(phases.map(({ importance }) => importance))].map((importance) => ({
    importance,
    density: superpositionBoundary(importance),
    phase: "closed form",
  }));
  await writePicture(
    folder,
    "phases",
    plotter.phases(phases, phases[0]!.instance.model.features === 2 ? boundary : []),
  );
}
