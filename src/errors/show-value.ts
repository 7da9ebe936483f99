const longest = 60;

/** A value as an error message shows it: JSON, cut to one short line. */
export function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = written(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Loops and big integers have no JSON. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
