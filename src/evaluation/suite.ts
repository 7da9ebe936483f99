import { InputError, showValue } from "../errors/index.ts";
import { readJsonLines } from "../matrix/index.ts";
import type { Risk } from "../policy/index.ts";
import type { Checks } from "../workflow/index.ts";
import type { Economics } from "./economics.ts";

/** One evaluation example. */
export interface EvaluationCase<Expected = unknown> {
  readonly id: string;
  readonly input: string;
  readonly expected: Expected;
  readonly slices: readonly string[];
  /** Cases with the same cluster belong together; by default a case is its own. */
  readonly cluster: string;
  readonly risk: Risk;
}

/** What a set of cases is held against, and what a mistake costs there. */
export interface Suite<Value = unknown, Expected = unknown> {
  readonly name: string;
  /** Instructions that go with every case. */
  readonly system: string;
  readonly checks: Checks<Value>;
  readonly economics: Economics;
  readonly slices: readonly string[];
  /** Reads the labels of a case. @throws InputError (through `fail`) naming the field that is missing or wrong. */
  readExpected(raw: unknown, fail: (problem: string, field: string) => never): Expected;
  /** Whether a valid answer is right. */
  isRight(value: Value, expected: Expected): boolean;
  /** Whether a valid answer matches its label in full, reported beside being right. */
  isExact?(value: Value, expected: Expected): boolean;
  /** A further way to group cases, for instance by how much a message holds. */
  readonly strata?: { readonly name: string; of(expected: Expected): string };
}

/** Typed identity, so that a suite's parts fit each other. */
export function defineSuite<Value, Expected>(suite: Suite<Value, Expected>): Suite<Value, Expected> {
  return suite;
}

/**
 * Reads a suite's case file (JSON Lines).
 *
 * @throws InputError naming file, line and field for a broken line, a missing label, a duplicate id or an unknown slice.
 */
export async function readCases<Value, Expected>(
  suite: Suite<Value, Expected>,
  file: string,
): Promise<EvaluationCase<Expected>[]> {
  const cases: EvaluationCase<Expected>[] = [];
  const lineOfId = new Map<string, number>();
  for await (const { line, value } of readJsonLines(file)) {
    const fail = (problem: string, field: string): never => {
      throw new InputError(problem, { file, line, field });
    };
    const read = readCase(suite, value, fail);
    const earlier = lineOfId.get(read.id);
    if (earlier !== undefined)
      fail(`id ${showValue(read.id)} was already used on line ${earlier}: ids must be unique`, "id");
    lineOfId.set(read.id, line);
    cases.push(read);
  }
  if (cases.length === 0) throw new InputError("expected at least one case, but the file is empty", { file });
  return cases;
}

type Fail = (problem: string, field: string) => never;

function readCase<Value, Expected>(
  suite: Suite<Value, Expected>,
  raw: Record<string, unknown>,
  fail: Fail,
): EvaluationCase<Expected> {
  const { id, input, expected, slices, cluster = id, risk = "normal" } = raw;
  if (typeof id !== "string" || id === "") return fail(`expected a non-empty string, got ${showValue(id)}`, "id");
  if (typeof input !== "string" || input.trim() === "")
    return fail(`expected the message text, got ${showValue(input)}`, "input");
  if (typeof cluster !== "string") return fail(`expected a string, got ${showValue(cluster)}`, "cluster");
  if (!isRisk(risk)) return fail(`expected low, normal or high, got ${showValue(risk)}`, "risk");
  if (expected === undefined) return fail("the label is missing", "expected");
  return {
    id,
    input,
    expected: suite.readExpected(expected, fail),
    slices: readSlices(suite.slices, slices, fail),
    cluster,
    risk,
  };
}

function readSlices(known: readonly string[], slices: unknown, fail: Fail): string[] {
  if (!Array.isArray(slices) || slices.length === 0)
    return fail(`expected a list of slices, got ${showValue(slices)}`, "slices");
  const strange = slices.find((slice) => !known.includes(slice));
  if (strange !== undefined)
    return fail(`unknown slice ${showValue(strange)}; this suite has ${known.join(", ")}`, "slices");
  return slices;
}

function isRisk(value: unknown): value is Risk {
  return value === "low" || value === "normal" || value === "high";
}
