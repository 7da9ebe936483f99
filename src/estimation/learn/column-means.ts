/** Mean of each column of a table, row by row; NaN entries are left out, a column without any other has mean NaN. */
export function columnMeans(table: Float32Array, columns: number): Float32Array {
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  for (let at = 0; at < table.length; at++) {
    if (Number.isNaN(table[at]!)) continue;
    sums[at % columns]! += table[at]!;
    counts[at % columns]!++;
  }
  return Float32Array.from(sums, (sum, column) => (counts[column]! > 0 ? sum / counts[column]! : Number.NaN));
}
