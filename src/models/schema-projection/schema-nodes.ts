import type { JsonSchema } from "../types.ts";

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The schemas under a keyword that holds a list of them. */
export function schemasIn(node: JsonSchema, keyword: string): readonly JsonSchema[] {
  const list = node[keyword];
  return Array.isArray(list) ? list.filter(isSchema) : [];
}

export function propertiesOf(node: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const { properties } = node;
  if (!isSchema(properties)) return {};
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, isSchema(value) ? value : {}]));
}

export function requiredOf(node: JsonSchema): ReadonlySet<unknown> {
  return new Set(Array.isArray(node.required) ? node.required : []);
}

/** The schema that a local reference names, or null. */
export function resolveReference(reference: unknown, root: JsonSchema): JsonSchema | null {
  if (reference === "#") return root;
  if (typeof reference !== "string" || !reference.startsWith("#/")) return null;
  const found = reference
    .slice(2)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((node, segment) => (isSchema(node) ? node[segment] : undefined), root);
  return isSchema(found) ? found : null;
}

/** Whether null passes the schema. */
export function acceptsNull(node: JsonSchema, root: JsonSchema): boolean {
  const { type } = node;
  if ("const" in node) return node.const === null;
  if (Array.isArray(node.enum)) return node.enum.includes(null);
  if (type !== undefined) return Array.isArray(type) ? type.includes("null") : type === "null";
  const target = resolveReference(node.$ref, root);
  if (target) return acceptsNull(target, root);
  const branches = [...schemasIn(node, "anyOf"), ...schemasIn(node, "oneOf")];
  return branches.length === 0 || branches.some((branch) => acceptsNull(branch, root));
}
