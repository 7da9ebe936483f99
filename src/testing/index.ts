/** `tierwise/testing`: what it takes to test an application against failing providers, without a key or a network. */
export * from "./fault-server/index.ts";
export { type CellSketch, matrixOf, matrixRow, type RowSketch } from "./matrix-builders.ts";
export { type ScriptedAnswer, type ScriptedModel, type ScriptedModelOptions, scriptedModel } from "./scripted-model.ts";
