import { supportSuite } from "../evals/support/suite.ts";
import { readCases } from "../src/evaluation/index.ts";
import { embeddedModel, loadEmbeddedNetworks, packageFile } from "../src/models/index.ts";
import { isQuick, printResult, timeCalls } from "./support/measure.ts";

/** One message read and answered by each embedded network, tokens counted. */
export async function embeddedInference(): Promise<void> {
  const cases = await readCases(supportSuite, packageFile("evals", "support", "cases.jsonl"));
  for (const network of await loadEmbeddedNetworks()) {
    const model = embeddedModel(network);
    const call = (run: number) =>
      model.generate({ messages: [{ role: "user", content: cases[run % cases.length]!.input }] });
    printResult("embedded-inference", {
      network: network.name,
      width: network.width,
      ...(await timeCalls(call, isQuick ? 200 : 5000)),
    });
  }
}
