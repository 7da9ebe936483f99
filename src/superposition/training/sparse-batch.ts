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
  const [rowOf, featureOf, value]: [number[], number[], number[]] = [[], [], []];
  let rows = 0;
  return {
    add: (input, feature, amount) => {
      if (rowOfInput[input]! < 0) rowOfInput[input] = rows++;
      rowOf.push(rowOfInput[input]!);
      featureOf.push(feature);
      value.push(amount);
    },
    finish: () => ({
      size,
      rows,
      rowOf: Int32Array.from(rowOf),
      featureOf: Int32Array.from(featureOf),
      value: Float32Array.from(value),
    }),
  };
}
