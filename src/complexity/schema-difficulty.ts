export interface SchemaShape {
  readonly fields: number;
  readonly required: number;
  readonly depth: number;
  readonly enumValues: number;
  readonly unions: number;
}

/** Parts of a schema that are looked at; also the guard against schemas that hold themselves. */
const mostParts = 10_000;
const mostDepth = 64;

/** How much a JSON schema asks of an answer, 0..1: 0 for none or an empty one, ½ for about twenty plain fields. */
export function schemaDifficulty(schema: unknown): number {
  const { fields, required, depth, enumValues, unions } = schemaShape(schema);
  const load = fields + 0.5 * required + 2 * unions + 0.1 * enumValues + 2 * Math.max(0, depth - 1);
  return load / (load + 30);
}

/** Counts what a JSON schema is made of. Anything that is not a schema counts as nothing. */
export function schemaShape(schema: unknown): SchemaShape {
  const shape = { fields: 0, required: 0, depth: 0, enumValues: 0, unions: 0 };
  const waiting: [part: unknown, depth: number][] = [[schema, 0]];
  for (let seen = 0; waiting.length > 0 && seen < mostParts; seen++) {
    const [part, depth] = waiting.pop()!;
    if (typeof part !== "object" || part === null || depth > mostDepth) continue;
    const { properties, required, items, anyOf, oneOf, allOf, enum: values, $defs } = part as Record<string, unknown>;
    shape.depth = Math.max(shape.depth, depth);
    shape.required += lengthOf(required);
    shape.enumValues += lengthOf(values);
    if (lengthOf(anyOf) + lengthOf(oneOf) > 0) shape.unions++;
    const inside = partsOf(properties);
    shape.fields += inside.length;
    for (const field of inside) waiting.push([field, depth + 1]);
    for (const item of Array.isArray(items) ? items : [items]) waiting.push([item, depth + 1]);
    for (const branch of [...partsOf(anyOf), ...partsOf(oneOf), ...partsOf(allOf), ...partsOf($defs)])
      waiting.push([branch, depth]);
  }
  return shape;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function partsOf(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).slice(0, mostParts) : [];
}
