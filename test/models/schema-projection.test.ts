import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { JsonSchema } from "../../src/models/index.ts";
import { anthropicGrammar, openaiStrict, projectSchema } from "../../src/models/schema-projection/index.ts";

const order = {
  type: "object",
  properties: {
    id: { type: "string", minLength: 3, pattern: "^A" },
    amount: { type: "number", minimum: 0, description: "In euros." },
    note: { type: "string" },
    tags: { type: "array", items: { type: "string", maxLength: 5 }, minItems: 2 },
    when: { type: ["string", "null"], format: "date-time" },
  },
  required: ["id", "amount", "tags", "when"],
} as const;

describe("OpenAI's strict mode", () => {
  test("carries ranges and lengths, closes objects, and asks for null where something may be left out", () => {
    const { wire, losses } = projectSchema(order, openaiStrict);
    expect(wire).toEqual({
      ...order,
      properties: { ...order.properties, note: { anyOf: [{ type: "string" }, { type: "null" }] } },
      required: ["id", "amount", "note", "tags", "when"],
      additionalProperties: false,
    });
    expect(losses).toEqual([]);
  });

  test("the nulls that stand for nothing are taken out again, others stay", () => {
    const { restore } = projectSchema(order, openaiStrict);
    const text = '{"id":"A12","amount":1,"note":null,"tags":[],"when":null}';
    expect(JSON.parse(restore(text))).toEqual({ id: "A12", amount: 1, tags: [], when: null });
    expect(restore("no json")).toBe("no json");
  });

  test("they are found in lists, under references and in the alternative that was chosen", () => {
    const schema = {
      type: "object",
      properties: { steps: { type: "array", items: { $ref: "#/$defs/step" } } },
      required: ["steps"],
      $defs: {
        step: {
          oneOf: [
            {
              type: "object",
              properties: { kind: { const: "send" }, to: { type: "string" } },
              required: ["kind"],
            },
            {
              type: "object",
              properties: { kind: { const: "wait" }, to: { type: ["string", "null"] } },
              required: ["kind", "to"],
            },
          ],
        },
      },
    };
    const { wire, losses, restore } = projectSchema(schema, openaiStrict);
    expect(JSON.stringify(wire)).not.toContain("oneOf");
    expect(losses).toEqual([expect.objectContaining({ path: [], value: "anyOf" })]);
    const text = '{"steps":[{"kind":"send","to":null},{"kind":"wait","to":null}]}';
    expect(JSON.parse(restore(text))).toEqual({ steps: [{ kind: "send" }, { kind: "wait", to: null }] });
  });
});

describe("Anthropic's structured outputs", () => {
  test("put ranges, lengths and patterns into words, and say so by place", () => {
    const { wire, losses } = projectSchema(order, anthropicGrammar);
    expect(wire).toEqual({
      type: "object",
      properties: {
        id: { type: "string", description: '{minLength: 3, pattern: "^A"}' },
        amount: { type: "number", description: "In euros.\n\n{minimum: 0}" },
        note: { type: "string" },
        tags: {
          type: "array",
          items: { type: "string", description: "{maxLength: 5}" },
          description: "{minItems: 2}",
        },
        when: { type: ["string", "null"], format: "date-time" },
      },
      required: ["id", "amount", "tags", "when"],
      additionalProperties: false,
    });
    expect(losses.map(({ path }) => path.join("."))).toEqual(["id", "id", "amount", "tags", "tags.0"]);
    expect(losses[0]).toEqual({
      path: ["id"],
      expected: "minLength enforced by Anthropic's structured outputs",
      value: 3,
    });
  });

  test("refuse what contains itself, OpenAI does not", () => {
    const tree = {
      type: "object",
      properties: { child: { anyOf: [{ $ref: "#/$defs/node" }, { type: "null" }] } },
      required: ["child"],
      $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } }, required: ["next"] } },
    };
    expect(projectSchema(tree, anthropicGrammar)).toMatchObject({ wire: null, losses: [{ value: "#/$defs/node" }] });
    expect(projectSchema(tree, openaiStrict).wire).not.toBeNull();
  });
});

describe.each([openaiStrict, anthropicGrammar])("$name", (dialect) => {
  test.each<[string, JsonSchema, readonly (string | number)[]]>([
    ["a record", { type: "object", properties: { a: { type: "object", additionalProperties: {} } } }, ["a"]],
    ["a tuple", { type: "object", properties: { a: { type: "array", prefixItems: [{}] } } }, ["a"]],
    ["anything", { type: "object", properties: { a: {} } }, ["a"]],
    ["an allOf", { type: "object", properties: { a: { allOf: [{ type: "string" }] } } }, ["a"]],
    ["a reference out of the schema", { type: "object", properties: { a: { $ref: "other.json" } } }, ["a"]],
  ])("cannot hold %s, and says where", (_, schema, path) => {
    const { wire, losses, restore } = projectSchema(schema, dialect);
    expect(wire).toBeNull();
    expect(losses).toHaveLength(1);
    expect(losses[0]?.path).toEqual(path);
    expect(restore('{"a":null}')).toBe('{"a":null}');
  });

  test("a root that is no object travels inside one", () => {
    const list = { type: "array", items: { type: "string" } };
    const { wire, restore } = projectSchema(list, dialect);
    expect(wire).toMatchObject({ type: "object", properties: { answer: list }, required: ["answer"] });
    expect(restore('{"answer":["a"]}')).toBe('["a"]');
  });

  test("the schema that was given is left as it was", () => {
    const before = structuredClone(order);
    projectSchema(order, dialect);
    expect(order).toEqual(before);
  });

  test("what zod writes goes over the wire, and what comes back passes zod", () => {
    const schema = z.object({
      kind: z.enum(["refund", "repair"]),
      amount: z.number().min(0).max(100).optional(),
      items: z.array(z.object({ sku: z.string(), note: z.string().optional() })),
      by: z.discriminatedUnion("how", [
        z.object({ how: z.literal("post"), code: z.string().optional() }),
        z.object({ how: z.literal("self") }),
      ]),
    });
    const { wire, restore } = projectSchema(z.toJSONSchema(schema, { io: "input" }) as JsonSchema, dialect);
    expect(wire).not.toBeNull();
    const text = JSON.stringify({
      kind: "repair",
      amount: null,
      items: [{ sku: "x", note: null }],
      by: { how: "post", code: null },
    });
    if (dialect === openaiStrict) expect(schema.parse(JSON.parse(restore(text))).items[0]).toEqual({ sku: "x" });
    else expect(restore(text)).toBe(text);
  });
});

test("Anthropic's literals name no type beside them", () => {
  const schema = { type: "object", properties: { kind: { type: "string", enum: ["a", "b"] } }, required: ["kind"] };
  expect(projectSchema(schema, anthropicGrammar).wire).toMatchObject({ properties: { kind: { enum: ["a", "b"] } } });
  expect(JSON.stringify(projectSchema(schema, anthropicGrammar).wire)).not.toContain('"string"');
  expect(JSON.stringify(projectSchema(schema, openaiStrict).wire)).toContain('"string"');
});
