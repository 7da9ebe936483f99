/** What one provider's grammar enforces of a JSON schema. */
export interface SchemaDialect {
  readonly name: string;
  /** Keywords that constrain and that the wire carries as they are; others go into the description, as words. */
  readonly carries: ReadonlySet<string>;
  /** String formats that it knows; undefined: all. */
  readonly formats?: ReadonlySet<string>;
  /** Largest `minItems` that it enforces. */
  readonly mostMinItems: number;
  /** Whether a property may be left out. Where not, it is sent as required and nullable, and its nulls are taken out again. */
  readonly hasOptionalProperties: boolean;
  readonly hasRecursion: boolean;
  /** Whether a literal (`enum`, `const`) may name its type too. */
  readonly hasTypedLiterals: boolean;
}

const common = ["type", "enum", "const", "format", "minItems"];

/**
 * OpenAI's strict mode: every property required, every object closed; ranges and lengths are enforced.
 * Source: the list of unsupported keywords in `openai` 7.57, lib/transform.
 */
export const openaiStrict: SchemaDialect = {
  name: "OpenAI's strict mode",
  carries: new Set([
    ...common,
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "maxItems",
  ]),
  mostMinItems: Number.POSITIVE_INFINITY,
  hasOptionalProperties: false,
  hasRecursion: true,
  hasTypedLiterals: true,
};

/**
 * Anthropic's structured outputs: ranges, lengths and patterns are not enforced, recursion is refused.
 * Source: `@anthropic-ai/sdk` 1.12, lib/transform-json-schema, and the limits its API reports.
 */
export const anthropicGrammar: SchemaDialect = {
  name: "Anthropic's structured outputs",
  carries: new Set(common),
  formats: new Set(["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"]),
  mostMinItems: 1,
  hasOptionalProperties: true,
  hasRecursion: false,
  hasTypedLiterals: false,
};
