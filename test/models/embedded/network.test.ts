import { describe, expect, test } from "vitest";
import { actLogits, featureWeight, readLogits } from "../../../src/models/embedded/network.ts";
import { tinyNetwork } from "../../support/tiny-network.ts";

/** y = x·W + b, the obvious way. */
function layer(x: readonly number[], weights: ArrayLike<number>, bias: ArrayLike<number>): number[] {
  return Array.from(bias, (b, output) =>
    x.reduce((sum, value, input) => sum + value * weights[input * bias.length + output]!, b),
  );
}

describe("readLogits", () => {
  test("agrees with a dense, slow computation of the same layers", () => {
    const network = tinyNetwork(4);
    const features = Int32Array.from([0, 7, 21, 63]);
    const weight = featureWeight(features.length);
    const bottleneck = Array.from({ length: network.width }, (_, unit) =>
      [...features].reduce(
        (sum, feature) =>
          sum + network.inputWeights[feature * network.width + unit]! * network.inputScales[unit]! * weight,
        0,
      ),
    );
    const mixed = layer(bottleneck, network.mixWeights, network.mixBias).map((value) => Math.max(0, value));
    const expected = layer(mixed, network.readWeights, network.readBias);
    for (const [index, logit] of readLogits(network, features).entries())
      expect(logit).toBeCloseTo(expected[index]!, 2);
  });

  test("is finite when no feature is there", () => {
    expect([...readLogits(tinyNetwork(), new Int32Array())].every(Number.isFinite)).toBe(true);
  });
});

describe("actLogits", () => {
  test("rests on what was said, not on the text", () => {
    const network = tinyNetwork();
    const [none, one] = [new Float32Array(3), Float32Array.from([1, 0, 0])];
    expect(actLogits(network, one)).not.toEqual(actLogits(network, none));
  });
});
