import { expect, test } from "vitest";
import { schemaDifficulty, schemaShape } from "../../src/complexity/index.ts";

const flat = { type: "object", properties: { a: { type: "string" }, b: { enum: ["x", "y"] } }, required: ["a"] };
const nested = {
  type: "object",
  properties: { list: { type: "array", items: flat }, either: { anyOf: [flat, { type: "null" }] } },
  required: ["list", "either"],
};

test("counts fields, required ones, enum values, unions and depth", () => {
  expect(schemaShape(flat)).toEqual({ fields: 2, required: 1, depth: 1, enumValues: 2, unions: 0 });
  expect(schemaShape(nested)).toEqual({ fields: 6, required: 4, depth: 3, enumValues: 4, unions: 1 });
});

test("a deeper schema is more difficult, none is not difficult", () => {
  expect(schemaDifficulty(nested)).toBeGreaterThan(schemaDifficulty(flat));
  expect([undefined, null, 7, {}, []].map(schemaDifficulty)).toEqual([0, 0, 0, 0, 0]);
});

test("a schema that holds itself is bounded", () => {
  const schema: Record<string, unknown> = { properties: {} };
  schema.properties = { again: schema, once: schema };
  expect(schemaDifficulty(schema)).toBeLessThan(1);
});
