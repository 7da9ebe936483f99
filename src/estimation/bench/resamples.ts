import { type BootstrapOptions, type Interval, percentileInterval, randomSource } from "../../statistics/index.ts";

/** Bootstrap samples of one task's cases, drawn once for all its statistics. */
export interface Resamples {
  /**
   * Values of some statistics on every sample, NaN where null. `order` lists the cases that count; each sample is handed over
   * in that order, so that statistics that sort by it find it sorted.
   */
  valuesOf<Name extends string>(
    order: Int32Array,
    statistics: (drawn: Int32Array) => Readonly<Record<Name, number | null>>,
  ): Readonly<Record<Name, Float64Array>>;
}

/** Fewer independent cases than this bear no interval. */
const leastGroups = 10;

/** Draws groups of cases with replacement. */
export function drawResamples(
  groupOf: ArrayLike<number>,
  { resamples = 500, seed = 1 }: BootstrapOptions = {},
): Resamples {
  const groups = new Map<number, number>();
  const places = Int32Array.from(groupOf, (group) => {
    const place = groups.get(group) ?? groups.size;
    groups.set(group, place);
    return place;
  });
  const random = randomSource(seed);
  const times = Array.from({ length: groups.size < leastGroups ? 0 : resamples }, () => {
    const drawn = new Uint16Array(groups.size);
    for (let draw = 0; draw < groups.size; draw++) drawn[random.integer(groups.size)]!++;
    return drawn;
  });
  return {
    valuesOf: (order, statistics) => {
      const rows = times.map((drawn) => statistics(drawnInOrder(order, places, drawn)));
      const names = Object.keys(statistics(order)) as (keyof ReturnType<typeof statistics>)[];
      return Object.fromEntries(
        names.map((name) => [name, Float64Array.from(rows, (row) => row[name] ?? Number.NaN)]),
      ) as Record<(typeof names)[number], Float64Array>;
    },
  };
}

/** Null without any value. */
export function intervalOf(values: Float64Array): Interval | null {
  return values.every(Number.isNaN) ? null : percentileInterval(values);
}

/** Cases sorted by a value, the least first. */
export function ascending(values: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: values.length }, (_, index) => index).sort((a, b) => values[a]! - values[b]!);
}

function drawnInOrder(order: Int32Array, places: Int32Array, times: Uint16Array): Int32Array {
  let count = 0;
  for (const index of order) count += times[places[index]!]!;
  const drawn = new Int32Array(count);
  let at = 0;
  for (const index of order) for (let left = times[places[index]!]!; left > 0; left--) drawn[at++] = index;
  return drawn;
}
