/** What of a JSON schema each provider enforces, and what it does not. */
export { anthropicGrammar, openaiStrict, type SchemaDialect } from "./dialects.ts";
export { projectSchema, type SchemaProjection } from "./project-schema.ts";
