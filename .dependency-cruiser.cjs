/**
 * The arrows of the house: a room imports only from rooms below its own, and of another room only its index.
 * Each room is listed with the rooms that it may import.
 */
const rooms = {
  errors: [],
  statistics: ["errors"],
  matrix: ["errors"],
  superposition: ["errors"],
  complexity: ["errors"],
  models: ["errors", "matrix"],
  estimation: ["errors", "statistics", "matrix", "complexity"],
  policy: ["errors", "complexity"],
  workflow: ["errors", "complexity", "models", "policy", "estimation"],
  adapters: ["errors", "models", "workflow"],
  testing: ["models", "matrix"],
  ledger: ["errors", "models", "policy", "workflow", "matrix", "statistics"],
  evaluation: ["errors", "statistics", "matrix", "complexity", "estimation", "models", "policy", "workflow"],
  monitoring: ["errors", "statistics", "matrix", "estimation", "policy", "evaluation", "ledger"],
  advisor: ["errors", "statistics", "matrix", "policy", "evaluation", "ledger", "monitoring"],
  report: [
    "errors",
    "statistics",
    "matrix",
    "policy",
    "evaluation",
    "ledger",
    "monitoring",
    "advisor",
    "superposition",
  ],
  cli: [
    "errors",
    "statistics",
    "matrix",
    "complexity",
    "estimation",
    "models",
    "policy",
    "workflow",
    "ledger",
    "evaluation",
    "monitoring",
    "advisor",
    "report",
    "superposition",
  ],
};

const arrows = Object.entries(rooms).map(([room, below]) => ({
  name: `${room}-imports-only-from-below`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: [`^src/${room}/`, ...below.map((name) => `^src/${name}/index\\.ts$`)] },
}));

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: "every-folder-is-a-room-of-the-table",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: `^src/(${Object.keys(rooms).join("|")})/` },
      to: {},
    },
    {
      name: "the-main-entry-and-the-suites-enter-rooms-by-their-index",
      severity: "error",
      from: { path: "^(src/[^/]+\\.ts$|evals/)" },
      to: { path: "^src/[^/]+/", pathNot: "^src/[^/]+/index\\.ts$" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "sources-do-not-import-what-is-beside-them",
      comment: "Only the demo command reaches for a bundled suite.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/commands/(run-)?demo\\.ts$" },
      to: { path: "^(evals|test|bench|scripts|examples)/" },
    },
    {
      name: "no-development-package-in-sources",
      severity: "error",
      from: { path: "^(src|evals)/" },
      to: { dependencyTypes: ["npm-dev"], pathNot: "node_modules/(zod|openai|@anthropic-ai/sdk)/" },
    },
    {
      name: "no-provider-package-at-run-time",
      comment: "Clients are handed in; their packages give types only.",
      severity: "error",
      from: { path: "^(src|evals)/" },
      to: { path: "node_modules/(openai|@anthropic-ai)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pure-rooms-touch-no-outside",
      severity: "error",
      from: { path: "^src/(statistics|complexity|estimation|policy|superposition)/" },
      to: { dependencyTypes: ["core"] },
    },
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".js", ".cjs", ".mjs", ".d.ts"],
    },
    doNotFollow: { path: "node_modules" },
  },
};
