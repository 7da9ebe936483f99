type Plot = typeof import("@observablehq/plot");
export type PlotOptions = import("@observablehq/plot").PlotOptions;

/** Draws one plot as a self-contained SVG picture on white. */
export type DrawSvg = (options: PlotOptions) => string;

/** Loads the plotting library when a picture is asked for. */
export async function loadPlot(): Promise<{ Plot: Plot; draw: DrawSvg }> {
  const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const { document } = parseHTML("<!doctype html><body></body>");
  const draw: DrawSvg = (options) => {
    const figure = Plot.plot({
      width: 720,
      height: 460,
      marginLeft: 60,
      marginBottom: 44,
      ...options,
      document,
      style: { background: "white", color: "black", fontFamily: "sans-serif", fontSize: "12px" },
    } as PlotOptions);
    figure.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    return figure.outerHTML;
  };
  return { Plot, draw };
}

/** SVG drawn as PNG. @throws Error where the optional package that draws is not installed. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  return new Resvg(svg, { fitTo: { mode: "zoom", value: 2 }, background: "white" }).render().asPng();
}
