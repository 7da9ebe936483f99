import { writeFileSync } from "node:fs";
import { type Network, packageFile, serialiseWeights } from "../../src/models/index.ts";
import { recipe } from "./recipe.ts";
import { trainNetwork } from "./train-network.ts";
import { trainingHash } from "./training-hash.ts";
import { readTrainingTexts } from "./training-texts.ts";

/** `npm run train:embedded`: trains the shipped networks from the bundled texts and writes their weights. */
const texts = readTrainingTexts();
const startedAt = performance.now();
const networks: Network[] = [];
for (const [name, width] of Object.entries(recipe.widths)) {
  const onProgress = ({ step, loss }: { step: number; loss: number }): void => {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    process.stderr.write(
      `${name} (width ${width}): step ${step} of ${recipe.steps}, loss ${loss.toFixed(2)}, ${seconds} s\n`,
    );
  };
  networks.push(await trainNetwork({ name, width, recipe, texts, onProgress }));
}
const file = packageFile("fixtures", "embedded", "weights.bin");
const bytes = serialiseWeights({ networks, training: { recipe, texts: trainingHash(texts) } });
writeFileSync(file, bytes);
process.stderr.write(
  `wrote ${file}, ${(bytes.length / 1e6).toFixed(2)} MB; now tune the policy: npm run tune:embedded\n`,
);
