import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    evaluation: "src/evaluation/index.ts",
    superposition: "src/superposition/index.ts",
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
