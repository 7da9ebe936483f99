import type { Issue, ModelAnswer } from "../models/index.ts";
import type { SchemaIssue, StandardSchema } from "./standard-schema.ts";

/** A named business rule over an answer and the request's context. */
export interface Rule<Value, Context = unknown> {
  readonly name: string;
  /** The issues found; none when the rule holds. */
  check(value: Value, context: Context): readonly Issue[] | Promise<readonly Issue[]>;
}

/** What an answer is held against, in this order. */
export interface Checks<Value, Context = unknown> {
  readonly schema: StandardSchema<Value>;
  readonly rules?: readonly Rule<Value, Context>[];
}

/** `transport`: the call itself failed; `check-failed`: a schema or rule threw instead of judging. */
export type FailureKind =
  | "transport"
  | "check-failed"
  | "refusal"
  | "truncated"
  | "empty"
  | "not-json"
  | "wrong-schema"
  | "rule-broken"
  | "low-confidence";

/** What the checks said of an attempt. */
export type Verdict<Value> =
  | { readonly kind: "accepted"; readonly value: Value }
  | { readonly kind: FailureKind; readonly issues: readonly Issue[]; readonly rule?: string };

/** Holds an answer against schema and rules; confidence is judged apart, since the same answer may do for one rung only. */
export async function judge<Value, Context>(
  answer: ModelAnswer,
  { schema, rules = [] }: Checks<Value, Context>,
  context: Context,
): Promise<Verdict<Value>> {
  const formless = failureOfForm(answer);
  if (formless) return formless;
  const parsed = parseJson(answer.text);
  if (!parsed.ok) return failed("not-json", { path: [], expected: "JSON", value: answer.text });
  const validated = await schema["~standard"].validate(parsed.value);
  if (validated.issues)
    return { kind: "wrong-schema", issues: validated.issues.map((issue) => asIssue(issue, parsed.value)) };
  for (const rule of rules) {
    const issues = await rule.check(validated.value, context);
    if (issues.length > 0) return { kind: "rule-broken", rule: rule.name, issues };
  }
  return { kind: "accepted", value: validated.value };
}

/** An accepted answer that is not sure enough for its rung becomes a failure; everything else stays as it is. */
export function judgeConfidence<Value>(
  verdict: Verdict<Value>,
  answer: ModelAnswer | null,
  minConfidence: number,
): Verdict<Value> {
  const confidence = answer?.confidence?.overall;
  if (verdict.kind !== "accepted" || confidence === undefined || confidence >= minConfidence) return verdict;
  return failed("low-confidence", { path: [], expected: `confidence of at least ${minConfidence}`, value: confidence });
}

function failureOfForm(answer: ModelAnswer): { kind: FailureKind; issues: Issue[] } | undefined {
  if (answer.finishReason === "refusal")
    return failed("refusal", { path: [], expected: "an answer", value: answer.text });
  if (answer.finishReason === "length")
    return failed("truncated", { path: [], expected: "a complete answer", value: answer.text });
  if (answer.text.trim() === "") return failed("empty", { path: [], expected: "an answer", value: answer.text });
  return undefined;
}

function failed(kind: FailureKind, issue: Issue): { kind: FailureKind; issues: Issue[] } {
  return { kind, issues: [issue] };
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function asIssue({ message, path = [] }: SchemaIssue, value: unknown): Issue {
  const keys = path.map((step) => (typeof step === "object" ? step.key : step)).filter(isKey);
  return { path: keys, expected: message, value: valueAt(value, keys) };
}

function isKey(key: PropertyKey): key is string | number {
  return typeof key !== "symbol";
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<string | number, unknown> | undefined)?.[key], value);
}
