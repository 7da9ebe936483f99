import { execFileSync } from "node:child_process";
import {
  createTrainer,
  frequencies,
  independentSampler,
  loadProducts,
  loadTfjs,
  presetNamed,
  randomSource,
  toyModel,
} from "../src/superposition/index.ts";
import { isQuick, printResult } from "./support/measure.ts";

/**
 * One training step at each width of the presets, on one core, in CPU time: floating-point operations done per second
 * (three dense products, 6·rows·n·m), beside the back end's own bare product of the same shape and a large square one.
 */
export async function superpositionStep(): Promise<void> {
  const tf = await loadTfjs();
  const products = await loadProducts();
  const random = randomSource(1);
  const tensor = (rows: number, columns: number) =>
    tf.tensor2d(Float32Array.from({ length: rows * columns }, random.normal), [rows, columns]);
  const [one, other] = [tensor(1024, 1024), tensor(1024, 1024)];
  const square = cpuSecondsOf(() => tf.tidy(() => void tf.matMul(one, other)), isQuick ? 1 : 5);
  printResult("superposition-products", {
    tfjsSquare1024Gflops: round((2 * 1024 ** 3) / square / 1e9),
    nativeSgemm1024Gflops: nativeSgemm(),
  });
  for (const name of ["quick", "laptop"] as const) {
    const { features, widths, batch } = presetNamed(name).base;
    const probabilities = frequencies({ shape: { kind: "power", alpha: 1 }, features, density: 1 });
    const rows = Math.round(batch * (1 - probabilities.reduce((none, p) => none * (1 - p), 1)));
    let [stepTotal, bareTotal] = [0, 0];
    for (const width of widths) {
      const trainer = createTrainer({
        model: toyModel({ features, width, random: randomSource(2) }),
        products,
        sampler: independentSampler(probabilities, { batch, random: randomSource(3), values: [0, 2] }),
        constraint: { kind: "decay", gamma: -1 },
      });
      const runs = isQuick ? 5 : 150;
      const step = cpuSecondsOf(() => trainer.step({ weights: 0.01, bias: 0.01 }), runs);
      const [hidden, decoder] = [tensor(rows, width), tensor(width, features)];
      const bare = cpuSecondsOf(() => tf.tidy(() => void tf.matMul(hidden, decoder)), 3 * runs);
      tf.dispose([hidden, decoder]);
      const flops = 6 * rows * features * width;
      stepTotal += step;
      bareTotal += 3 * bare;
      printResult("superposition-step", {
        preset: name,
        width,
        stepGflops: round(flops / step / 1e9),
        bareGflops: round(flops / (3 * bare) / 1e9),
        share: round((3 * bare) / step),
      });
    }
    printResult("superposition-sweep", { preset: name, shareOfBareProduct: round(bareTotal / stepTotal) });
  }
  tf.dispose([one, other]);
}

function cpuSecondsOf(work: () => void, runs: number): number {
  for (let run = 0; run < Math.ceil(runs / 5); run++) work();
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / runs;
}

/** NumPy's product on one thread, where Python has NumPy; else unknown. */
function nativeSgemm(): number | null {
  const program = [
    "import numpy, time",
    "a = numpy.random.rand(1024, 1024).astype('float32'); a @ a",
    "t = time.process_time()",
    "for _ in range(10): a @ a",
    "print(10 * 2 * 1024**3 / (time.process_time() - t) / 1e9)",
  ].join("\n");
  try {
    const env = { ...process.env, OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    return round(Number(execFileSync("python3", ["-c", program], { env, stdio: ["ignore", "pipe", "ignore"] })));
  } catch {
    return null;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
