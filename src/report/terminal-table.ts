import Table from "cli-table3";
import pc from "picocolors";
import type { SuiteEvaluation } from "../evaluation/index.ts";
import { policyColumns, policyRows } from "./policy-table.ts";

/** The policies of an evaluation as a table for the terminal; coloured only where the terminal wants colour. */
export function terminalTable(evaluation: SuiteEvaluation): string {
  const table = new Table({
    head: [...policyColumns],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", ...policyColumns.slice(1).map(() => "right" as const)],
  });
  for (const { cells, isRouted } of policyRows(evaluation)) {
    table.push(isRouted ? cells.map((cell) => pc.bold(cell)) : [...cells]);
  }
  return table.toString();
}
