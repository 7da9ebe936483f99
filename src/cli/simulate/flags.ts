import { InputError, showValue } from "../../errors/index.ts";

/** A list of numbers: `1,2,3` or `1 2 3`, as a flag gives it. */
export function numberList(flag: string, values: readonly string[] | undefined): number[] | undefined {
  return values?.flatMap((value) => value.split(",")).map((text) => oneNumber(flag, text));
}

export function oneNumber(flag: string, text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value))
    throw new InputError(`expected a number, got ${showValue(text)}`, { field: `--${flag}` });
  return value;
}

export function optionalNumber(flag: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : oneNumber(flag, text);
}

export function wholeNumber(flag: string, text: string, least = Number.MIN_SAFE_INTEGER): number {
  const value = oneNumber(flag, text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new InputError(`expected a whole number${least > 0 ? ` of at least ${least}` : ""}, got ${showValue(text)}`, {
      field: `--${flag}`,
    });
  return value;
}

export function oneOf<Name extends string>(flag: string, text: string, names: readonly Name[]): Name {
  const known = names.find((name) => name === text);
  if (known === undefined)
    throw new InputError(`expected one of ${names.join(", ")}, got ${showValue(text)}`, { field: `--${flag}` });
  return known;
}
