import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    evaluation: "src/evaluation.ts",
    superposition: "src/superposition/index.ts",
    openai: "src/openai.ts",
    anthropic: "src/anthropic.ts",
    testing: "src/testing/index.ts",
    cli: "src/cli/main.ts",
    lab: "src/cli/lab/page/page.ts",
    "simulate-worker": "src/cli/simulate/worker.ts",
  },
  format: "esm",
  platform: "node",
  target: "node20.19",
  dts: true,
  clean: true,
  fixedExtension: false,
  logLevel: "warn",
});
