import Table from "cli-table3";
import { type BenchResult, meanFigures, type TaskFigures } from "../estimation/index.ts";
import type { Interval } from "../statistics/index.ts";

const head = ["task", "n", "score", "APGR", "− length", "oracle", "CPT50", "CPT80", "AUROC", "Brier", "ECE"];
/** Wide enough for most names; the whole table stays within 120 columns. */
const nameWidth = 26;

const withoutVerticalLines = {
  ...{ left: "", right: "", middle: " " },
  ...{ "top-left": "", "top-mid": "─", "top-right": "" },
  ...{ "left-mid": "", "mid-mid": "─", "right-mid": "" },
  ...{ "bottom-left": "", "bottom-mid": "─", "bottom-right": "" },
};

/** What `bench` tells people: a row a task with 95 % intervals below the figures, then what the mean says. */
export function benchProse({ tasks, fittedRows }: BenchResult): string {
  const table = new Table({
    head,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 1 },
    chars: withoutVerticalLines,
  });
  for (const figures of tasks) table.push(rowOf(figures));
  const mean = meanFigures(tasks);
  return [
    table.toString(),
    `Mean APGR over ${mean.tasks} tasks with at least 200 cases and 5 points between the arms: ${show(mean.apgr)} (length ${show(mean.apgrLength)}, random 0.500); by cases ${show(mean.pooled.apgr)} (length ${show(mean.pooled.apgrLength)}).`,
    ...(mean.apgrVsLengthInterval
      ? [`Above length by ${show(mean.apgrVsLength)}, over tasks ${range(mean.apgrVsLengthInterval)}.`]
      : []),
    ...(fittedRows > 0
      ? [`${fittedRows} rows were left out: the scorer was fitted on their prompts or on ones that differ little.`]
      : []),
    "",
  ].join("\n");
}

function rowOf(figures: TaskFigures): string[] {
  const { task, weak, strong, n, qWeak, qStrong, intervals } = figures;
  return [
    [task, weak, `→ ${strong}`].map(cut).join("\n"),
    String(n),
    `\n${show(qWeak)}\n${show(qStrong)}`,
    above(figures.apgr, figures.apgrInterval),
    above(figures.apgrVsLength, figures.apgrVsLengthInterval),
    show(figures.apgrOracle),
    above(figures.cpt50, intervals.cpt50),
    above(figures.cpt80, intervals.cpt80),
    above(figures.auroc, intervals.auroc),
    show(figures.brier),
    show(figures.ece),
  ];
}

function cut(name: string): string {
  return name.length <= nameWidth ? name : `${name.slice(0, nameWidth - 1)}…`;
}

function above(value: number | null, interval: Interval | null): string {
  return interval ? `${show(value)}\n${range(interval)}` : show(value);
}

function range(interval: Interval): string {
  return interval.map((end) => end.toFixed(2)).join("–");
}

function show(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}
