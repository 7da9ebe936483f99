/** How many directions the rows of a matrix really use, from its m × m Gram matrix (upper triangle). */
export function effectiveRanks(
  gram: Float64Array,
  m: number,
  withEntropy: boolean,
): { participationRatio: number | null; effectiveRank: number | null } {
  let [trace, squares] = [0, 0];
  for (let i = 0; i < m; i++) {
    trace += gram[i * m + i]!;
    for (let j = i; j < m; j++) squares += (i === j ? 1 : 2) * gram[i * m + j]! ** 2;
  }
  if (squares === 0) return { participationRatio: null, effectiveRank: null };
  return {
    participationRatio: (trace * trace) / squares,
    effectiveRank: withEntropy ? entropyRank(symmetricEigenvalues(gram, m)) : null,
  };
}

/** e^H of the singular values, which are the roots of the Gram matrix's eigenvalues. */
function entropyRank(eigenvalues: Float64Array): number {
  const singular = eigenvalues.map((value) => Math.sqrt(Math.max(0, value)));
  const total = singular.reduce((sum, value) => sum + value, 0);
  const entropy = singular.reduce(
    (sum, value) => (value > 0 ? sum - (value / total) * Math.log(value / total) : sum),
    0,
  );
  return Math.exp(entropy);
}

/**
 * Eigenvalues of a symmetric matrix: Householder reduction to three diagonals, then implicit QL steps
 * (Golub and Van Loan, Matrix Computations, sections 8.3.1 and 8.3.5).
 */
export function symmetricEigenvalues(upper: Float64Array, m: number): Float64Array {
  const { diagonal, off } = tridiagonal(upper, m);
  for (let low = 0; low < m; low++) {
    for (let rounds = 0; rounds < 60; rounds++) {
      let high = low;
      while (high < m - 1 && Math.abs(off[high]!) > 1e-15 * (Math.abs(diagonal[high]!) + Math.abs(diagonal[high + 1]!)))
        high++;
      if (high === low) break;
      implicitStep(diagonal, off, low, high);
    }
  }
  return diagonal.sort();
}

function tridiagonal(upper: Float64Array, m: number): { diagonal: Float64Array; off: Float64Array } {
  const a = Float64Array.from({ length: m * m }, (_, at) => {
    const [i, j] = [Math.floor(at / m), at % m];
    return upper[Math.min(i, j) * m + Math.max(i, j)]!;
  });
  const off = new Float64Array(m);
  for (let k = 0; k < m - 1; k++) {
    let squared = 0;
    for (let i = k + 1; i < m; i++) squared += a[i * m + k]! ** 2;
    const length = Math.sqrt(squared);
    const first = a[(k + 1) * m + k]!;
    off[k] = first > 0 ? -length : length;
    if (length === 0) continue;
    const v = Float64Array.from({ length: m }, (_, i) => (i <= k ? 0 : a[i * m + k]! - (i === k + 1 ? off[k]! : 0)));
    const vv = v.reduce((sum, value) => sum + value * value, 0);
    if (vv > 0) reflect(a, m, k + 1, v, vv);
  }
  return { diagonal: Float64Array.from({ length: m }, (_, i) => a[i * m + i]!), off };
}

/** A ← (1 − 2vvᵀ/vᵀv) A (1 − 2vvᵀ/vᵀv) from a row and column on. */
function reflect(a: Float64Array, m: number, from: number, v: Float64Array, vv: number): void {
  const p = new Float64Array(m);
  let pv = 0;
  for (let i = from; i < m; i++) {
    let sum = 0;
    for (let j = from; j < m; j++) sum += a[i * m + j]! * v[j]!;
    p[i] = (2 * sum) / vv;
    pv += p[i]! * v[i]!;
  }
  for (let i = from; i < m; i++) p[i]! -= (pv / vv) * v[i]!;
  for (let i = from; i < m; i++) {
    for (let j = from; j < m; j++) a[i * m + j]! -= v[i]! * p[j]! + p[i]! * v[j]!;
  }
}

/** One QL sweep with Wilkinson's shift over the block low … high. */
function implicitStep(d: Float64Array, e: Float64Array, low: number, high: number): void {
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  const root = Math.hypot(half, 1);
  let g = d[high]! - d[low]! + e[low]! / (half + (half >= 0 ? root : -root));
  let [s, c, p] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = s * e[i]!;
    const b = c * e[i]!;
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= p;
      e[high] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
  }
  d[low]! -= p;
  e[low] = g;
  e[high] = 0;
}
