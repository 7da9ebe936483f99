import type { Issue, JsonSchema } from "../../models/index.ts";

/** Loaded with the first value, kept for as long as its schema is. */
type Validator = (value: unknown) => readonly Issue[];
const validators = new WeakMap<JsonSchema, Validator>();

/** What is wrong with a value by a JSON schema (draft 2020-12); nothing where it fits. */
export async function issuesOfJsonSchema(value: unknown, schema: JsonSchema): Promise<readonly Issue[]> {
  const validator = validators.get(schema) ?? (await validatorOf(schema));
  validators.set(schema, validator);
  return validator(value);
}

async function validatorOf(schema: JsonSchema): Promise<Validator> {
  const { Validator } = await import("@cfworker/json-schema");
  const validator = new Validator(schema, "2020-12", false);
  return (value) =>
    validator.validate(value).errors.map(({ instanceLocation, error }) => {
      const path = instanceLocation.split("/").slice(1).map(unescapePointer);
      return { path, expected: error, value: valueAt(value, path) };
    });
}

/** RFC 6901, in a URI fragment. */
function unescapePointer(step: string): string {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}
