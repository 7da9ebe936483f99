import type { OutputProducts, ProductInput, ProductResult } from "./output-products.ts";

/** Loops in TypeScript. Fastest for models of a handful of features, where a call into a tensor library costs more than its work. */
export const plainProducts: OutputProducts = { name: "plain", run };

function run(input: ProductInput): ProductResult {
  const { rows, features, width, hidden, decoder, weightedDecoder, bias, output } = input;
  const back = new Float32Array(rows * width);
  const outer = new Float32Array(features * (width + 1));
  const isRectified = output === "relu";
  for (let row = 0; row < rows; row++) {
    const h = row * width;
    for (let feature = 0; feature < features; feature++) {
      const d = feature * width;
      let y = bias[feature]!;
      for (let k = 0; k < width; k++) y += hidden[h + k]! * decoder[d + k]!;
      if (y === 0 || (isRectified && y < 0)) continue;
      const o = feature * (width + 1);
      for (let k = 0; k < width; k++) {
        back[h + k]! += y * weightedDecoder[d + k]!;
        outer[o + k]! += y * hidden[h + k]!;
      }
      outer[o + width]! += y;
    }
  }
  return { back, outer };
}
