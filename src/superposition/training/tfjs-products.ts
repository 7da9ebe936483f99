import type * as Tfjs from "@tensorflow/tfjs-core";
import type { OutputProducts, ProductInput, ProductResult } from "./output-products.ts";

/**
 * Up to this width it costs less to compute Y^T once more than to let the library repack Y as the right-hand factor of a
 * product, which it does at about 3 ns an entry.
 */
const widestTwice = 40;

/** The products on a tensor library. No flag of matMul asks for a transpose: on the wasm back end that takes a slow path. */
export function tfjsProducts(tf: typeof Tfjs): OutputProducts {
  return { name: `tfjs ${tf.getBackend()}`, run: (input) => run(tf, input) };
}

function run(tf: typeof Tfjs, input: ProductInput): ProductResult {
  const { rows, features, width, hidden, decoder, weightedDecoder, bias, output } = input;
  const result: { back: Float32Array; outer: Float32Array } = { back: nothing, outer: nothing };
  // tidy looks into what it is given back, number by number
  tf.tidy(() => {
    const rowsOfDecoder = tf.tensor2d(decoder, [features, width]);
    const outputs = tf.fused.matMul({
      a: tf.tensor2d(hidden, [rows, width]),
      b: tf.transpose(rowsOfDecoder),
      bias: tf.tensor1d(bias),
      activation: output,
    }) as Tfjs.Tensor2D;
    const hiddenAndOne = withOnes(hidden, rows, width);
    const isWeighted = weightedDecoder !== decoder;
    const back = tf.matMul(outputs, isWeighted ? tf.tensor2d(weightedDecoder, [features, width]) : rowsOfDecoder);
    const product = width <= widestTwice ? outerTwice : outerPacked;
    result.back = back.dataSync() as Float32Array;
    result.outer = product(tf, input, outputs, hiddenAndOne);
  });
  return result;
}

const nothing = new Float32Array(0);

/** Y^T = g((D, b)(H, 1)^T), then Y^T (H, 1). */
function outerTwice(
  tf: typeof Tfjs,
  { rows, features, width, decoder, bias, output }: ProductInput,
  _outputs: Tfjs.Tensor2D,
  hiddenAndOne: Float32Array,
): Float32Array {
  const decoderAndBias = new Float32Array(features * (width + 1));
  for (let feature = 0; feature < features; feature++) {
    decoderAndBias.set(decoder.subarray(feature * width, (feature + 1) * width), feature * (width + 1));
    decoderAndBias[feature * (width + 1) + width] = bias[feature]!;
  }
  const rowsAndOne = tf.tensor2d(hiddenAndOne, [rows, width + 1]);
  const outputsTransposed = tf.fused.matMul({
    a: tf.tensor2d(decoderAndBias, [features, width + 1]),
    b: tf.transpose(rowsAndOne),
    activation: output,
  }) as Tfjs.Tensor2D;
  return tf.matMul(outputsTransposed, rowsAndOne).dataSync() as Float32Array;
}

/** ((H, 1)^T Y)^T. */
function outerPacked(
  tf: typeof Tfjs,
  { rows, width }: ProductInput,
  outputs: Tfjs.Tensor2D,
  hiddenAndOne: Float32Array,
): Float32Array {
  const left = tf.transpose(tf.tensor2d(hiddenAndOne, [rows, width + 1]));
  return tf.transpose(tf.matMul(left, outputs)).dataSync() as Float32Array;
}

function withOnes(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const wider = new Float32Array(rows * (columns + 1)).fill(1);
  for (let row = 0; row < rows; row++)
    wider.set(matrix.subarray(row * columns, (row + 1) * columns), row * (columns + 1));
  return wider;
}
