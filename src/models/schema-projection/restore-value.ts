import type { JsonSchema } from "../types.ts";
import { acceptsNull, isSchema, propertiesOf, requiredOf, resolveReference, schemasIn } from "./schema-nodes.ts";

/**
 * Takes out the nulls that stand where a property was left out, so that the answer fits the schema that was asked for:
 * OpenAI's strict mode knows no optional property, and is asked for a nullable one in its place.
 */
export function withoutStandInNulls(value: unknown, schema: JsonSchema, root: JsonSchema): unknown {
  const node = resolveReference(schema.$ref, root) ?? schema;
  if (Array.isArray(value)) {
    const items = isSchema(node.items) ? node.items : {};
    return value.map((item) => withoutStandInNulls(item, items, root));
  }
  if (!isSchema(value)) return value;
  const shape = branchOf(value, node, root);
  const properties = propertiesOf(shape);
  const required = requiredOf(shape);
  const kept = Object.entries(value).flatMap(([name, item]) => {
    const property = properties[name] ?? {};
    const isStandIn = item === null && name in properties && !required.has(name) && !acceptsNull(property, root);
    return isStandIn ? [] : [[name, withoutStandInNulls(item, property, root)]];
  });
  return Object.fromEntries(kept) as unknown;
}

/** The alternative that an object was written for: the first whose constants it has. */
function branchOf(value: JsonSchema, node: JsonSchema, root: JsonSchema): JsonSchema {
  const branches = [...schemasIn(node, "anyOf"), ...schemasIn(node, "oneOf")].map(
    (branch) => resolveReference(branch.$ref, root) ?? branch,
  );
  const fits = branches.find((branch) => {
    const properties = Object.entries(propertiesOf(branch));
    return properties.length > 0 && properties.every(([name, one]) => !("const" in one) || one.const === value[name]);
  });
  return fits ? branchOf(value, fits, root) : node;
}
