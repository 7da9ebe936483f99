import type { Issue, JsonSchema, ModelAnswer, Tool } from "../../models/index.ts";
import type { Document } from "../context/documents.ts";
import type { SchemaIssue, StandardSchema } from "../standard-schema.ts";
import type { AnswerChecks } from "./checks.ts";
import { judgeCitations } from "./citations.ts";
import { issuesOfJsonSchema } from "./json-schema.ts";
import { parseAnswer } from "./parse-answer.ts";
import { judgeToolCalls } from "./tool-calls.ts";
import { type Failure, failure, type Verdict } from "./verdict.ts";

/** What the request offered the model, that its answer may name, and what it wants of it. */
export interface Offered {
  readonly tools?: readonly Tool[] | undefined;
  readonly documents?: readonly Document[] | undefined;
  /** What this request wants its answer to be, besides what the router's schema says. */
  readonly answerSchema?: JsonSchema | undefined;
}

/** Holds an answer against form, tools, schema, rules and citations, cheapest first; the first that fails is the verdict. */
export async function judge<Value, Context>(
  answer: ModelAnswer,
  checks: AnswerChecks<Value, Context>,
  context: Context,
  { tools = [], documents = [], answerSchema }: Offered = {},
): Promise<Verdict<Value>> {
  const unfinished = failureOfEnding(answer);
  if (unfinished) return unfinished;
  const { toolCalls = [] } = answer;
  if (toolCalls.length > 0) return judgeToolCalls(toolCalls, tools);
  if (answer.finishReason === "tool-calls") return failure("bad-tool-call", "a tool call", answer.text);
  if (answer.text.trim() === "") return failure("empty", "an answer", answer.text);
  const read = await readValue(answer.text, checks, answerSchema);
  if (!("value" in read)) return read;
  const broken = await failureOfRules(read.value, checks, context);
  if (broken) return broken;
  const uncited = checks.citations && judgeCitations(read.value, checks.citations, documents);
  return uncited ?? { kind: "accepted", value: read.value };
}

/** An accepted answer that is not sure enough for its rung becomes unsure; everything else stays as it is. */
export function judgeConfidence<Value>(
  verdict: Verdict<Value>,
  answer: ModelAnswer | null,
  minConfidence: number,
): Verdict<Value> {
  const confidence = answer?.confidence?.overall;
  if (verdict.kind !== "accepted" || confidence === undefined || confidence >= minConfidence) return verdict;
  const issue = { path: [], expected: `confidence of at least ${minConfidence}`, value: confidence };
  return { kind: "low-confidence", issues: [issue], value: verdict.value, confidence };
}

function failureOfEnding({ finishReason, text, refusal }: ModelAnswer): Failure | undefined {
  if (finishReason === "refusal" || refusal !== undefined) return failure("refusal", "an answer", refusal ?? text);
  // an ending of another name (a paused turn, an unknown reason) does not say that the answer is whole
  if (finishReason === "length" || finishReason === "other") return failure("truncated", "a complete answer", text);
  return undefined;
}

async function readValue<Value, Context>(
  text: string,
  { schema }: AnswerChecks<Value, Context>,
  answerSchema: JsonSchema | undefined,
): Promise<{ readonly value: Value } | Failure> {
  // without a schema the router's value type is string
  if (!schema && !answerSchema) return { value: text as Value };
  const parsed = parseAnswer(text);
  if (!parsed.ok) return failure("not-json", "JSON", text);
  const read = schema ? await readBySchema(parsed.value, schema) : { value: JSON.stringify(parsed.value) as Value };
  if (!("value" in read) || !answerSchema) return read;
  // what the caller will read is the value as JSON, transforms and all
  const issues = await issuesOfJsonSchema(schema ? asJson(read.value) : parsed.value, answerSchema);
  return issues.length > 0 ? { kind: "wrong-schema", issues } : read;
}

async function readBySchema<Value>(
  value: unknown,
  schema: StandardSchema<Value>,
): Promise<{ readonly value: Value } | Failure> {
  const validated = await schema["~standard"].validate(value);
  if (!validated.issues) return { value: validated.value };
  return { kind: "wrong-schema", issues: validated.issues.map((issue) => asIssue(issue, value)) };
}

function asJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

async function failureOfRules<Value, Context>(
  value: Value,
  { rules = [] }: AnswerChecks<Value, Context>,
  context: Context,
): Promise<Failure | undefined> {
  for (const rule of rules) {
    const issues = await rule.check(value, context);
    if (issues.length > 0) return { kind: "rule-broken", rule: rule.name, issues };
  }
  return undefined;
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
