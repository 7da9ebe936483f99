export interface LabelSpot {
  /** Left end and vertical middle, pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Vertical room that one label needs, pixels. */
const lineHeight = 15;

/**
 * Moves labels down until none covers another: in order of height, each takes the first free place at or below its own.
 * @returns the vertical middle of each label, in the order given.
 */
export function spreadLabels(spots: readonly LabelSpot[]): number[] {
  const order = [...spots.keys()].sort((one, other) => spots[one]!.y - spots[other]!.y);
  const placed: LabelSpot[] = [];
  const heights = spots.map(({ y }) => y);
  for (const index of order) {
    let spot = spots[index]!;
    for (let blocking = findBlocking(placed, spot); blocking; blocking = findBlocking(placed, spot)) {
      spot = { ...spot, y: blocking.y + lineHeight };
    }
    placed.push(spot);
    heights[index] = spot.y;
  }
  return heights;
}

function findBlocking(placed: readonly LabelSpot[], { x, y, width }: LabelSpot): LabelSpot | undefined {
  // the tolerance keeps a label that was moved by exactly one line from counting as covered
  return placed.find(
    (other) => Math.abs(other.y - y) < lineHeight - 1e-6 && x < other.x + other.width && other.x < x + width,
  );
}
