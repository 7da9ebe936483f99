import type { Issue, JsonSchema } from "../types.ts";
import type { SchemaDialect } from "./dialects.ts";
import { withoutStandInNulls } from "./restore-value.ts";
import { acceptsNull, isSchema, propertiesOf, requiredOf, resolveReference, schemasIn } from "./schema-nodes.ts";

/** A schema as one provider's wire can carry it, for one attempt. */
export interface SchemaProjection {
  /** What to send; null when the grammar cannot hold the schema at all, and it can only be told in words. */
  readonly wire: JsonSchema | null;
  /** What the provider will not enforce, by the place in the answer. Checks of our own still do. */
  readonly losses: readonly Issue[];
  /** Turns an answer to the wire's schema into one to the schema that was asked for. */
  readonly restore: (text: string) => string;
}

/** Projects a schema on what a provider's grammar enforces, and reports the rest. Never alters the schema given. */
export function projectSchema(schema: JsonSchema, dialect: SchemaDialect): SchemaProjection {
  const root = resolveReference(schema.$ref, schema) ?? schema;
  const isWrapped = root.type !== "object";
  const work: Projecting = { dialect, root: schema, isWrapped, losses: [], hasStandIns: false };
  const target = isWrapped ? wrapped(schema) : inlined(schema, root);
  try {
    const wire = project(target, [], work);
    return { wire, losses: work.losses, restore: restorer(target, schema, isWrapped, work.hasStandIns) };
  } catch (error) {
    if (!(error instanceof NotCarriable)) throw error;
    return { wire: null, losses: [error.issue], restore: (text) => text };
  }
}

interface Projecting {
  readonly dialect: SchemaDialect;
  readonly root: JsonSchema;
  readonly isWrapped: boolean;
  readonly losses: Issue[];
  hasStandIns: boolean;
}

type Path = readonly (string | number)[];

/** Thrown where the grammar has no form for a part: then the whole schema is told in words. */
class NotCarriable extends Error {
  readonly issue: Issue;

  constructor(path: Path, expected: string, value: unknown) {
    super(expected);
    this.issue = { path, expected, value };
  }
}

/** Both grammars want an object at the root; anything else travels inside one. */
function wrapped(schema: JsonSchema): JsonSchema {
  const { $defs, definitions, ...inner } = schema;
  return {
    type: "object",
    properties: { answer: inner },
    required: ["answer"],
    additionalProperties: false,
    ...definitionsOf({ $defs, definitions }),
  };
}

/** A root that only refers to one of its definitions, spelled out: the root must be an object itself. */
function inlined(schema: JsonSchema, root: JsonSchema): JsonSchema {
  return schema === root ? schema : { ...root, ...definitionsOf(schema) };
}

function definitionsOf({ $defs, definitions }: JsonSchema): JsonSchema {
  return { ...(isSchema($defs) && { $defs }), ...(isSchema(definitions) && { definitions }) };
}

/** Keywords that say something to people and constrain nothing. */
const told = new Set(["title", "description"]);
/** Keywords that are handled by name below, or mean nothing on the wire. */
const structural = new Set([
  "$schema",
  "$id",
  "$comment",
  "$ref",
  "$defs",
  "definitions",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "anyOf",
  "oneOf",
  "allOf",
  "examples",
  "readOnly",
  "writeOnly",
  "deprecated",
]);

function project(node: JsonSchema, path: Path, work: Projecting): JsonSchema {
  const defs = Object.fromEntries(
    Object.entries(definitionsOf(node)).map(([keyword, all]) => [keyword, projectAll(all as JsonSchema, path, work)]),
  );
  if (node.$ref !== undefined) return { ...defs, $ref: reference(node, path, work) };
  const allOf = schemasIn(node, "allOf");
  if (allOf.length > 0) throw new NotCarriable(path, `a schema without "allOf"`, "allOf");
  const branches = schemasIn(node, "anyOf").length > 0 ? schemasIn(node, "anyOf") : schemasIn(node, "oneOf");
  const isTyped = branches.length > 0 || "type" in node || "enum" in node || "const" in node;
  if (!isTyped) throw new NotCarriable(path, "a schema that says which type it wants", node);
  const { carried, words } = constraints(node, path, work);
  return {
    ...carried,
    ...(branches.length > 0 && { anyOf: branches.map((branch) => project(branch, path, work)) }),
    ...(hasType(node, "object") && objectParts(node, path, work)),
    ...(hasType(node, "array") && arrayParts(node, path, work)),
    ...description(node, words),
    ...defs,
  };
}

function projectAll(schemas: JsonSchema, path: Path, work: Projecting): JsonSchema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, value]) => [name, project(isSchema(value) ? value : {}, path, work)]),
  );
}

function reference(node: JsonSchema, path: Path, work: Projecting): unknown {
  const target = resolveReference(node.$ref, work.root);
  if (!target || (work.isWrapped && node.$ref === "#"))
    throw new NotCarriable(path, "a reference to a definition of the schema", node.$ref);
  if (!work.dialect.hasRecursion && reaches(target, target, work.root, new Set()))
    throw new NotCarriable(path, `a schema that does not contain itself, for ${work.dialect.name}`, node.$ref);
  return node.$ref;
}

function reaches(from: unknown, goal: JsonSchema, root: JsonSchema, seen: Set<unknown>): boolean {
  if (typeof from !== "object" || from === null || seen.has(from)) return false;
  seen.add(from);
  const target = isSchema(from) ? resolveReference(from.$ref, root) : null;
  if (target) return target === goal || reaches(target, goal, root, seen);
  return Object.values(from).some((child) => reaches(child, goal, root, seen));
}

/** Keywords that constrain: carried, or put into words and reported. */
function constraints(node: JsonSchema, path: Path, work: Projecting): { carried: JsonSchema; words: string[] } {
  const carried: Record<string, unknown> = {};
  const words: string[] = [];
  for (const [keyword, value] of Object.entries(node)) {
    if (told.has(keyword) || structural.has(keyword)) continue;
    if (keyword === "type" && isLiteral(node) && !work.dialect.hasTypedLiterals) continue;
    if (keyword === "default") words.push(`default: ${JSON.stringify(value)}`);
    else if (isCarried(keyword, value, work.dialect)) carried[keyword] = value;
    else {
      words.push(`${keyword}: ${JSON.stringify(value)}`);
      work.losses.push({ path, expected: `${keyword} enforced by ${work.dialect.name}`, value });
    }
  }
  if (schemasIn(node, "oneOf").length > 0)
    work.losses.push({ path, expected: `exactly one of "oneOf" enforced by ${work.dialect.name}`, value: "anyOf" });
  return { carried, words };
}

function isLiteral(node: JsonSchema): boolean {
  return "enum" in node || "const" in node;
}

function isCarried(keyword: string, value: unknown, { carries, formats, mostMinItems }: SchemaDialect): boolean {
  if (!carries.has(keyword)) return false;
  if (keyword === "format") return !formats || formats.has(String(value));
  return keyword !== "minItems" || Number(value) <= mostMinItems;
}

function objectParts(node: JsonSchema, path: Path, work: Projecting): JsonSchema {
  const { additionalProperties: rest } = node;
  const properties = propertiesOf(node);
  const isOpen = isSchema(rest) || rest === true || (rest === undefined && Object.keys(properties).length === 0);
  if (isOpen || node.patternProperties !== undefined)
    throw new NotCarriable(path, `an object whose properties are all named, for ${work.dialect.name}`, rest ?? "any");
  const required = requiredOf(node);
  const isForced = (name: string): boolean => !required.has(name) && !work.dialect.hasOptionalProperties;
  const projected = Object.entries(properties).map(([name, property]) => {
    const one = project(property, [...path, name], work);
    return [name, isForced(name) ? nullable(property, one, work) : one];
  });
  return {
    properties: Object.fromEntries(projected) as JsonSchema,
    required: Object.keys(properties).filter((name) => required.has(name) || isForced(name)),
    additionalProperties: false,
  };
}

function nullable(property: JsonSchema, projected: JsonSchema, work: Projecting): JsonSchema {
  if (acceptsNull(property, work.root)) return projected;
  work.hasStandIns = true;
  return { anyOf: [projected, { type: "null" }] };
}

function arrayParts(node: JsonSchema, path: Path, work: Projecting): JsonSchema {
  if (node.prefixItems !== undefined || Array.isArray(node.items))
    throw new NotCarriable(path, `a list whose items are all alike, for ${work.dialect.name}`, "tuple");
  if (!isSchema(node.items)) throw new NotCarriable(path, "a list that says what its items are", node.items);
  return { items: project(node.items, [...path, 0], work) };
}

function hasType({ type }: JsonSchema, name: string): boolean {
  return Array.isArray(type) ? type.includes(name) : type === name;
}

function description(node: JsonSchema, words: readonly string[]): JsonSchema {
  const own = typeof node.description === "string" ? node.description : "";
  const text = [own, words.length > 0 ? `{${words.join(", ")}}` : ""].filter(Boolean).join("\n\n");
  return { ...(typeof node.title === "string" && { title: node.title }), ...(text !== "" && { description: text }) };
}

function restorer(target: JsonSchema, root: JsonSchema, isWrapped: boolean, hasStandIns: boolean) {
  return (text: string): string => {
    if (!isWrapped && !hasStandIns) return text;
    const value = parsed(text);
    if (!isSchema(value)) return text;
    const restored = hasStandIns ? withoutStandInNulls(value, target, root) : value;
    return JSON.stringify(isWrapped && isSchema(restored) ? restored.answer : restored) ?? text;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
