import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seeded stream of random numbers: the same seed gives the same numbers on every machine. */
export interface RandomSource {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** @param parts what the stream belongs to: a seed and whatever tells its streams apart. */
export function randomSource(...parts: readonly number[]): RandomSource {
  const generator = xoroshiro128plus(mix(parts));
  const uniform = (): number => uniformFloat64(generator);
  return { uniform, normal: () => normalFrom(uniform) };
}

/** Box and Muller (1958); one of the pair is thrown away, which keeps the stream free of state. */
function normalFrom(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** One 32-bit seed of several numbers, so that neighbouring seeds share no stream (FNV-1a over their bytes). */
function mix(parts: readonly number[]): number {
  const bytes = new Uint8Array(Float64Array.from(parts).buffer);
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
