import type { Issue, Tool, ToolCall } from "../../models/index.ts";
import { parseJson } from "./parse-answer.ts";
import type { CheckedToolCall, Failure } from "./verdict.ts";

/** Checks the arguments of one tool; loaded with the first tool call, kept for as long as the tool is. */
type Validator = (value: unknown) => readonly Issue[];
const validators = new WeakMap<Tool, Validator>();

/** Every call must name a tool on offer, once, with complete arguments that fit its parameters. */
export async function judgeToolCalls(
  calls: readonly ToolCall[],
  tools: readonly Tool[],
): Promise<{ readonly kind: "tool-calls"; readonly toolCalls: readonly CheckedToolCall[] } | Failure> {
  const issues: Issue[] = [];
  const toolCalls: CheckedToolCall[] = [];
  for (const [index, call] of calls.entries()) {
    const path = ["toolCalls", index];
    const isRepeated = calls.slice(0, index).some((earlier) => isSame(earlier, call));
    if (isRepeated) issues.push({ path, expected: "each call once", value: call.name });
    const checked = await checkCall(call, tools);
    if ("issues" in checked)
      issues.push(...checked.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
    else toolCalls.push(checked);
  }
  return issues.length > 0 ? { kind: "bad-tool-call", issues } : { kind: "tool-calls", toolCalls };
}

function isSame(one: ToolCall, other: ToolCall): boolean {
  return one.id === other.id || (one.name === other.name && one.arguments === other.arguments);
}

async function checkCall(
  { id, name, arguments: text }: ToolCall,
  tools: readonly Tool[],
): Promise<CheckedToolCall | { readonly issues: readonly Issue[] }> {
  const tool = tools.find((known) => known.name === name);
  if (!tool) {
    const offered = tools.map((known) => known.name).join(", ") || "no tool, since none was offered";
    return { issues: [{ path: ["name"], expected: `one of ${offered}`, value: name }] };
  }
  const parsed = parseJson(text);
  if (!parsed.ok || !isRecord(parsed.value)) {
    return { issues: [{ path: ["arguments"], expected: "a complete JSON object", value: text }] };
  }
  const issues = (await validatorOf(tool))(parsed.value);
  return issues.length > 0 ? { issues } : { id, name, arguments: parsed.value };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function validatorOf(tool: Tool): Promise<Validator> {
  const known = validators.get(tool);
  if (known) return known;
  const { Validator } = await import("@cfworker/json-schema");
  const schema = new Validator(tool.parameters, "2020-12", false);
  const validator: Validator = (value) =>
    schema.validate(value).errors.map(({ instanceLocation, error }) => {
      const path = instanceLocation.split("/").slice(1).map(unescapePointer);
      return { path: ["arguments", ...path], expected: error, value: valueAt(value, path) };
    });
  validators.set(tool, validator);
  return validator;
}

/** RFC 6901, in a URI fragment. */
function unescapePointer(step: string): string {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}
