interface Slider {
  readonly id: string;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

const sliders: readonly Slider[] = [
  { id: "features", label: "features n", min: 2, max: 200, step: 1, value: 40 },
  { id: "width", label: "width m", min: 1, max: 60, step: 1, value: 8 },
  { id: "alpha", label: "data exponent α", min: 0, max: 2, step: 0.05, value: 0 },
  { id: "density", label: "active features E", min: 0.1, max: 10, step: 0.1, value: 1 },
  { id: "gamma", label: "weight decay γ", min: -1, max: 1, step: 0.05, value: -1 },
  { id: "sparsity", label: "sparsity S", min: 0, max: 0.99, step: 0.01, value: 0.95 },
  { id: "importance", label: "importance base", min: 0.5, max: 1, step: 0.01, value: 1 },
];

/** The page of the lab. @param importMap where its modules find their packages. @param nonce for the inline parts. */
export function pageHtml({ importMap, nonce }: { readonly importMap: object; readonly nonce: string }): string {
  const rows = sliders.map(
    ({ id, label, min, max, step, value }) =>
      `<label for="${id}">${label}</label><input type="range" id="${id}" min="${min}" max="${max}" step="${step}" value="${value}"><output for="${id}">${value}</output>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>tierwise superposition lab</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
  body { margin: 0 auto; padding: 1rem; max-width: 64rem; }
  h1 { font-size: 1.3rem; margin: 0 0 .3rem; }
  .sliders { display: grid; grid-template-columns: max-content minmax(8rem, 1fr) 3rem; gap: .15rem .8rem; align-items: center; max-width: 34rem; }
  .pictures { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: .8rem; }
  figure { margin: 0; max-width: 100%; }
  svg { max-width: 100%; height: auto; }
  figcaption { font-size: .85rem; opacity: .8; }
  #status { font-variant-numeric: tabular-nums; min-height: 1.5em; margin: .6rem 0 0; }
</style>
<script type="importmap" nonce="${nonce}">${JSON.stringify(importMap)}</script>
<script src="/vendor/d3.js"></script>
<script src="/vendor/plot.js"></script>
</head>
<body>
<h1>Superposition lab</h1>
<p>y = ReLU(W Wᵀ x + b) trains in this page. Move a slider and it starts anew.</p>
<div class="sliders">
${rows.join("\n")}
<label for="even">all equally frequent, by S</label><input type="checkbox" id="even"><span></span>
</div>
<p><button id="pause" type="button">Pause</button></p>
<p id="status" role="status">loading</p>
<div class="pictures">
<figure><div id="loss"></div><figcaption>loss; dashed: nothing learned but the means</figcaption></figure>
<figure><div id="gram"></div><figcaption>W Wᵀ</figcaption></figure>
<figure><div id="overlap"></div><figcaption>φ½, and overlap against 1/m; dashed: Welch bound</figcaption></figure>
<figure><div id="polygon"></div><figcaption>rows of W, first two coordinates (m = 2: all of them)</figcaption></figure>
</div>
<script type="module" src="/dist/lab.js"></script>
</body>
</html>
`;
}
