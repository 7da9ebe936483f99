import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { supportSuite, type Triage } from "../../evals/support/suite.ts";
import { readDevelopmentCases } from "../../scripts/embedded/development.ts";
import { recipe } from "../../scripts/embedded/recipe.ts";
import { trainNetwork } from "../../scripts/embedded/train-network.ts";
import { trainingHash } from "../../scripts/embedded/training-hash.ts";
import { readTrainingTexts } from "../../scripts/embedded/training-texts.ts";
import { tunePolicy } from "../../scripts/embedded/tune-policy.ts";
import {
  embeddedModel,
  loadEmbeddedNetworks,
  type Network,
  packageFile,
  parseWeights,
} from "../../src/models/index.ts";

const minutes = 60_000;
/** Back ends may differ in the last bits of a sum, and a step of training magnifies that. */
const tolerance = 0.03;

async function developmentAccuracy(network: Network): Promise<number> {
  const model = embeddedModel(network);
  const cases = await readDevelopmentCases();
  let right = 0;
  for (const { input, expected } of cases) {
    const { text } = await model.generate({ messages: [{ role: "user", content: input }] });
    right += Number(supportSuite.isRight(JSON.parse(text) as Triage, expected));
  }
  return right / cases.length;
}

test(
  "training the small network again gives the accuracy of the shipped weights back",
  async () => {
    const [shipped] = await loadEmbeddedNetworks();
    const retrained = await trainNetwork({
      name: "small",
      width: recipe.widths.small,
      recipe,
      texts: readTrainingTexts(),
    });
    const [before, after] = [await developmentAccuracy(shipped!), await developmentAccuracy(retrained)];
    process.stdout.write(
      `development accuracy of the small network: shipped ${before.toFixed(3)}, retrained ${after.toFixed(3)}\n`,
    );
    expect(Math.abs(after - before)).toBeLessThanOrEqual(tolerance);
  },
  10 * minutes,
);

test("the shipped policy is what tuning on the development messages gives, for the shipped weights", async () => {
  const shipped = JSON.parse(readFileSync(packageFile("fixtures", "embedded", "routing.policy.json"), "utf8"));
  expect(shipped).toEqual(JSON.parse(JSON.stringify(await tunePolicy())));
});

test("the shipped weights were trained on the texts and by the recipe that are here", () => {
  const file = readFileSync(packageFile("fixtures", "embedded", "weights.bin"));
  expect(parseWeights(file).training).toEqual({ recipe, texts: trainingHash(readTrainingTexts()) });
  expect(file.length).toBeLessThan(2_000_000);
});
