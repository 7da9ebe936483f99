import type { Concern } from "../../evals/support/concerns.ts";
import { actionFor, urgencyFor } from "../../evals/support/policy.ts";
import type { TriageLabel } from "../../evals/support/suite.ts";
import type { EvaluationCase } from "../../src/evaluation/index.ts";
import { readJsonLines } from "../../src/matrix/index.ts";
import { packageFile } from "../../src/models/index.ts";

interface DevelopmentLine {
  readonly id: string;
  readonly text: string;
  readonly concerns: readonly Concern[];
  readonly sentiment: TriageLabel["sentiment"];
  readonly slice: string;
}

/** The training-side messages that recipe and thresholds are chosen on: never trained on, never reported. */
export async function readDevelopmentCases(): Promise<EvaluationCase<TriageLabel>[]> {
  const cases: EvaluationCase<TriageLabel>[] = [];
  for await (const { value } of readJsonLines(packageFile("fixtures", "embedded", "development.jsonl"))) {
    const { id, text, concerns, sentiment, slice } = value as unknown as DevelopmentLine;
    const expected = { concerns, sentiment, urgency: urgencyFor(concerns), action: actionFor(concerns) };
    cases.push({
      id,
      input: text,
      expected,
      slices: [slice],
      cluster: id,
      risk: slice === "high-risk" ? "high" : "normal",
    });
  }
  return cases;
}
