import { expect, test } from "vitest";
import { loadSimulationPlotter, pngOf, simulationCsv } from "../../src/report/index.ts";
import { type Curve, curveOf, presetCurves, presetNamed } from "../../src/superposition/index.ts";

const [settings] = presetCurves(presetNamed("quick"));
const point = { isDiverged: false, meanSquaredOverlap: 0.1, loss: 0.5 } as Curve["points"][number];
const curve = curveOf(settings!, [
  { ...point, m: 6, loss: 1.2, meanSquaredOverlap: 0.17 },
  { ...point, m: 48, loss: 0.2, meanSquaredOverlap: 0.02 },
  { ...point, m: 21, loss: null, isDiverged: true },
]);

test("the loss plot has a dot for each sound width, a line through them, and equation 4 behind; the same bytes each time", async () => {
  const plotter = await loadSimulationPlotter();
  const svg = plotter.loss([curve]);
  expect(svg.match(/<circle/g)).toHaveLength(2);
  expect(svg).toContain('stroke-dasharray="2 4"');
  expect(svg).toContain("α = 0, γ = -1, n = 512");
  expect((await loadSimulationPlotter()).loss([curve])).toBe(svg);
});

test("the overlap plot, a heat map and a phase diagram draw as PNG", async () => {
  const plotter = await loadSimulationPlotter();
  const pictures = [
    plotter.overlap([curve]),
    plotter.heatMap("identity", [1, 0, 0, 1]),
    plotter.phases([{ importance: 1, density: 0.1, phase: "superposed" }], []),
  ];
  expect(pictures[1]!.match(/<rect/g)).toHaveLength(4);
  for (const svg of pictures) expect((await pngOf(svg)).length).toBeGreaterThan(1000);
});

test("a line of CSV for each width, empty where nothing is known", () => {
  const lines = simulationCsv([curve]).trim().split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^data,alpha,gamma,E,n,rows,biasStart,seed,m,loss,/);
  expect(lines.find((line) => line.includes(",21,"))).toMatch(/^power,0,-1,1,512,free,zero,1,21,,/);
});
