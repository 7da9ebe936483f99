import { loadProducts, type OutputProducts } from "../../../superposition/index.ts";
import { gramPicture, lossPicture, overlapPicture, polygonPicture } from "./draw.ts";
import { type LabModel, type LabReading, type LabSettings, labModel, largestDensity } from "./lab-model.ts";

/** The lab: sliders, and a model that trains as they are moved. Runs the same modules as the command line. */
const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
setWasmPaths("/vendor/");
const products = await loadProducts();

const stepMilliseconds = 14;
const drawEveryMs = 200;
const mostReadings = 2000;

let model: LabModel | undefined;
let readings: LabReading[] = [];
let drawnAt = 0;
let isPaused = false;

for (const input of document.querySelectorAll("input")) input.addEventListener("input", () => restart(products));
element("pause").addEventListener("click", () => {
  isPaused = !isPaused;
  element("pause").textContent = isPaused ? "Continue" : "Pause";
});
restart(products);
requestAnimationFrame(frame);

function restart(with_: OutputProducts): void {
  const settings = readSettings();
  model = labModel(settings, with_);
  readings = [];
  element("status").textContent = "";
}

function frame(): void {
  requestAnimationFrame(frame);
  if (model === undefined || isPaused) return;
  const reading = model.advance(stepMilliseconds);
  if (!Number.isFinite(reading.loss)) {
    element("status").textContent = `diverged at step ${reading.step}; choose less decay or more features per input`;
    model = undefined;
    return;
  }
  readings.push(reading);
  // every other reading is enough for a line of this length
  if (readings.length > mostReadings) readings = readings.filter((_, index) => index % 2 === 0);
  if (performance.now() - drawnAt > drawEveryMs) draw(model, reading);
}

function draw({ trainer, floor, settings }: LabModel, reading: LabReading): void {
  drawnAt = performance.now();
  const { step, loss, phiHalf, overlapTimesWidth, welchTimesWidth } = reading;
  element("status").textContent =
    `step ${step}, loss ${loss.toPrecision(3)}, φ½ ${phiHalf.toFixed(2)} (m/n ${(settings.width / settings.features).toFixed(2)}), ` +
    `m × overlap ${overlapTimesWidth.toFixed(3)} (random 1, Welch ${welchTimesWidth.toFixed(3)})`;
  element("loss").replaceChildren(lossPicture(readings, floor));
  element("overlap").replaceChildren(overlapPicture(readings));
  element("gram").replaceChildren(gramPicture(trainer.model));
  element("polygon").replaceChildren(polygonPicture(trainer.model));
}

/** Reads the sliders, holds them to what can be, and writes beside each what it says. */
function readSettings(): LabSettings {
  const features = slider("features").valueAsNumber;
  const width = hold("width", features);
  const alpha = slider("alpha").valueAsNumber;
  const density = hold("density", Math.floor(10 * largestDensity({ features, alpha })) / 10);
  const settings = {
    features,
    width,
    alpha,
    density,
    gamma: slider("gamma").valueAsNumber,
    sparsity: slider("sparsity").valueAsNumber,
    importanceBase: slider("importance").valueAsNumber,
    isEven: slider("even").checked,
  };
  for (const output of document.querySelectorAll("output")) output.value = slider(output.htmlFor.value).value;
  return settings;
}

function hold(id: string, most: number): number {
  const input = slider(id);
  if (input.valueAsNumber > most) input.value = String(most);
  return input.valueAsNumber;
}

function slider(id: string): HTMLInputElement {
  return element(id) as HTMLInputElement;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element "${id}"`);
  return found;
}
