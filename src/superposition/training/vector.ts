/** a[from … from + count) · b[at … at + count). Small, so that engines compile it to a tight loop wherever it is called. */
export function dotAt(a: Float32Array, from: number, b: Float32Array, at: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[from + k]! * b[at + k]!;
  return sum;
}

/** target[at …] += scale · source[from …]. */
export function addScaled(
  target: Float32Array,
  at: number,
  scale: number,
  source: Float32Array,
  from: number,
  count: number,
): void {
  for (let k = 0; k < count; k++) target[at + k] = target[at + k]! + scale * source[from + k]!;
}
