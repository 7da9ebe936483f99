/** US dollars with enough digits to tell small amounts apart. */
export function usd(amount: number): string {
  if (amount === 0) return "$0";
  const digits =
    Math.abs(amount) >= 100 ? 0 : Math.abs(amount) >= 1 ? 2 : Math.max(2, 1 - Math.floor(Math.log10(Math.abs(amount))));
  return `${amount < 0 ? "−" : ""}$${Math.abs(amount).toFixed(Math.min(digits, 7))}`;
}

export function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)} %`;
}

export function percentRange([low, high]: readonly [number, number]): string {
  return `${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)} %`;
}

export function usdRange([low, high]: readonly [number, number]): string {
  return `${usd(low)}–${usd(high)}`;
}
