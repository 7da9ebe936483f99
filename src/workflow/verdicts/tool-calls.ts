import type { Issue, Tool, ToolCall } from "../../models/index.ts";
import { issuesOfJsonSchema } from "./json-schema.ts";
import { parseJson } from "./parse-answer.ts";
import type { CheckedToolCall, Failure } from "./verdict.ts";

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
  const found = await issuesOfJsonSchema(parsed.value, tool.parameters);
  const issues = found.map((issue) => ({ ...issue, path: ["arguments", ...issue.path] }));
  return issues.length > 0 ? { issues } : { id, name, arguments: parsed.value };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
