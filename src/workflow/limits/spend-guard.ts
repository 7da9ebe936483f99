import { InputError, showValue } from "../../errors/index.ts";

/**
 * A sum that must not be spent beyond, shared by as many requests as are given it. The worst a call can cost is set aside
 * before the call and given back after it, so calls under way at once cannot overspend together.
 */
export interface SpendGuard {
  readonly limitNanoUsd: number;
  readonly spentNanoUsd: number;
  /** Set aside for calls under way. */
  readonly reservedNanoUsd: number;
  /** Sets an amount aside; null when it does not fit. What it gives back is called once with what was really spent. */
  reserve(worstNanoUsd: number): ((spentNanoUsd: number) => void) | null;
}

/** @throws InputError for a limit that is no amount of money. */
export function spendGuard({ limitUsd }: { readonly limitUsd: number }): SpendGuard {
  if (!(limitUsd >= 0)) {
    throw new InputError(`expected an amount in US dollars, got ${showValue(limitUsd)}`, { field: "limitUsd" });
  }
  return guardOf(Math.floor(limitUsd * 1e9));
}

export function guardOf(limitNanoUsd: number): SpendGuard {
  let spentNanoUsd = 0;
  let reservedNanoUsd = 0;
  return {
    limitNanoUsd,
    get spentNanoUsd() {
      return spentNanoUsd;
    },
    get reservedNanoUsd() {
      return reservedNanoUsd;
    },
    reserve: (worstNanoUsd) => {
      if (spentNanoUsd + reservedNanoUsd + worstNanoUsd > limitNanoUsd) return null;
      reservedNanoUsd += worstNanoUsd;
      let isSettled = false;
      return (spent) => {
        if (isSettled) return;
        isSettled = true;
        reservedNanoUsd -= worstNanoUsd;
        spentNanoUsd += spent;
      };
    },
  };
}

/** Sets the amount aside in every guard, or in none. */
export function reserveAll(
  guards: readonly SpendGuard[],
  worstNanoUsd: number,
): ((spentNanoUsd: number) => void) | SpendGuard {
  const settlers: ((spentNanoUsd: number) => void)[] = [];
  for (const guard of guards) {
    const settle = guard.reserve(worstNanoUsd);
    if (!settle) {
      for (const undo of settlers) undo(0);
      return guard;
    }
    settlers.push(settle);
  }
  return (spent) => {
    for (const settle of settlers) settle(spent);
  };
}
