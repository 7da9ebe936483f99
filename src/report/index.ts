/** Shows what an evaluation found, on the terminal and as one HTML page. Defines no figure of its own. */
export { evaluationJson } from "./evaluation-json.ts";
export { percent, usd } from "./format.ts";
export { type ReportInput, renderReport } from "./render-report.ts";
export { successByStratum } from "./strata.ts";
export { pngOf } from "./superposition/plot-svg.ts";
export { simulationCsv } from "./superposition/simulation-csv.ts";
export { type SimulationResult, simulationJson } from "./superposition/simulation-json.ts";
export { loadSimulationPlotter, type PhaseCell, type SimulationPlotter } from "./superposition/simulation-plots.ts";
export { curveTitle, simulationTable } from "./superposition/simulation-table.ts";
export { terminalTable } from "./terminal-table.ts";
export { verdictSentence } from "./verdict.ts";
