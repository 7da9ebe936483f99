import { openaiStrict, projectSchema } from "../schema-projection/index.ts";
import type { Issue, JsonSchema } from "../types.ts";
import type { OpenAIDialect } from "./openai-setup.ts";

/** A schema as OpenAI's `json_schema` formats carry it, in Chat Completions and Responses alike. */
export interface OpenAISchema {
  readonly name: string;
  readonly schema: Record<string, unknown>;
  readonly strict: boolean;
}

export interface WrittenSchema {
  readonly format: OpenAISchema | null;
  readonly losses: readonly Issue[];
  readonly restore: (text: string) => string;
}

/**
 * Strict where the grammar can hold the schema; else the schema is sent as a hint and the report says so. Compatible
 * servers guide their models by the schema as it is.
 */
export function writeSchema(schema: JsonSchema | undefined, dialect: OpenAIDialect): WrittenSchema {
  if (!schema) return { format: null, losses: [], restore: (text) => text };
  if (dialect === "compatible")
    return { format: { name: "answer", schema: { ...schema }, strict: true }, losses: [], restore: (text) => text };
  const { wire, losses, restore } = projectSchema(schema, openaiStrict);
  return { format: { name: "answer", schema: { ...(wire ?? schema) }, strict: wire !== null }, losses, restore };
}
