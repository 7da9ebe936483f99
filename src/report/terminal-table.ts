import Table from "cli-table3";
import type { SuiteEvaluation } from "../evaluation/index.ts";
import { policyColumns, policyRows } from "./policy-table.ts";

/** The policies of an evaluation as a table for the terminal. @param bold how the routed policy is set off. */
export function terminalTable(evaluation: SuiteEvaluation, bold: (text: string) => string = (text) => text): string {
  const table = new Table({
    head: [...policyColumns],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", ...policyColumns.slice(1).map(() => "right" as const)],
  });
  for (const { cells, isRouted } of policyRows(evaluation)) table.push(isRouted ? cells.map(bold) : [...cells]);
  return table.toString();
}
