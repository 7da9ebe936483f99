import { InputError } from "../errors/index.ts";
import type { JsonSchema } from "../models/index.ts";

/** The part of Standard Schema v1 (standardschema.dev) that validation needs; zod 4 schemas are one. */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Standard JSON Schema (spec 1.1), which zod 4.2 and later implement. */
interface WithJsonSchema {
  readonly jsonSchema?: {
    input(options: { target: string; libraryOptions?: Record<string, unknown> }): Record<string, unknown>;
  };
}

/**
 * What the model is asked to write, as JSON schema: the input side, since transforms run on what comes back. Undefined
 * where the schema cannot say; the answer is held against the schema itself in any case.
 *
 * @throws InputError when the schema refuses to be written as JSON schema.
 */
export function jsonSchemaOf(schema: StandardSchema | undefined): JsonSchema | undefined {
  const writer = (schema?.["~standard"] as WithJsonSchema | undefined)?.jsonSchema;
  if (!writer) return undefined;
  try {
    // what has no JSON schema (a date, a bigint) is left open on the wire and checked on return
    return writer.input({ target: "draft-2020-12", libraryOptions: { unrepresentable: "any" } });
  } catch (cause) {
    throw new InputError(
      "the schema cannot be written as JSON schema; pass what the model should be told as jsonSchema",
      { field: "schema" },
      { cause },
    );
  }
}
