/**
 * A batch of inputs as its non-zero entries. Inputs without any are only counted: the model answers them all alike.
 */
export interface SparseBatch {
  /** Inputs, empty ones included. */
  readonly size: number;
  /** Inputs with at least one active feature. */
  readonly rows: number;
  /** For each entry: which non-empty input it belongs to, which feature, and its value. */
  readonly rowOf: Int32Array;
  readonly featureOf: Int32Array;
  readonly value: Float32Array;
}

/** Draws a batch. */
export type Sampler = () => SparseBatch;

/** Collects entries in any order; inputs are numbered anew so that empty ones leave no row. */
export interface BatchBuilder {
  add(input: number, feature: number, value: number): void;
  finish(): SparseBatch;
}

export function batchBuilder(size: number): BatchBuilder {
  const rowOfInput = new Int32Array(size).fill(-1);
  let capacity = 2 * size;
  let [rowOf, featureOf, value] = [new Int32Array(capacity), new Int32Array(capacity), new Float32Array(capacity)];
  let [rows, count] = [0, 0];
  const grow = (): void => {
    capacity *= 2;
    const [oldRows, oldFeatures, oldValues] = [rowOf, featureOf, value];
    [rowOf, featureOf, value] = [new Int32Array(capacity), new Int32Array(capacity), new Float32Array(capacity)];
    rowOf.set(oldRows);
    featureOf.set(oldFeatures);
    value.set(oldValues);
  };
  return {
    add: (input, feature, amount) => {
      if (count === capacity) grow();
      if (rowOfInput[input]! < 0) rowOfInput[input] = rows++;
      rowOf[count] = rowOfInput[input]!;
      featureOf[count] = feature;
      value[count] = amount;
      count++;
    },
    finish: () => ({
      size,
      rows,
      rowOf: rowOf.subarray(0, count),
      featureOf: featureOf.subarray(0, count),
      value: value.subarray(0, count),
    }),
  };
}
