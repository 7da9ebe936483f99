import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "../../../src/models/embedded/decode.ts";
import { tinyNetwork } from "../../support/tiny-network.ts";

const features = Int32Array.from([1, 5, 9]);

/** A network that says what its biases say, whatever the text. */
function saying(readBias: readonly number[], actBias: readonly number[] = [2, 1, 0]) {
  const network = tinyNetwork();
  return {
    ...network,
    readWeights: network.readWeights.map(() => 0),
    actWeights: network.actWeights.map(() => 0),
    readBias: Float32Array.from(readBias),
    actBias: Float32Array.from(actBias),
  };
}

function answerOf(...[network, issues]: [ReturnType<typeof saying>, Parameters<typeof decode>[2]?]) {
  return JSON.parse(decode(network, features, issues).text);
}

describe("decode", () => {
  test("says every label that it is sure enough of, and the likeliest of a single choice", () => {
    expect(answerOf(saying([3, -1, 2, -1, 4]))).toEqual({
      concerns: ["late", "lost"],
      sentiment: "positive",
      action: { handling: "express" },
    });
  });

  test("says at least the likeliest label", () => {
    expect(answerOf(saying([-3, -1, -2, 0, 0])).concerns).toEqual(["broken"]);
  });

  test("told that a choice was wrong, says the next best and leaves the rest", () => {
    const network = saying([3, -1, 2, -1, 4]);
    const issue = { path: ["action", "handling"], expected: "senior", value: "express" };
    expect(answerOf(network, [issue])).toEqual({ ...answerOf(network), action: { handling: "senior" } });
    expect(answerOf(network, [issue, { ...issue, value: "senior" }]).action.handling).toBe("standard");
  });

  test("told that a list was wrong, turns over its most doubtful label", () => {
    const network = saying([3, -1, 2, -1, 4]);
    const issue = { path: ["concerns"], expected: "other concerns", value: ["late", "lost"] };
    expect(answerOf(network, [issue]).concerns).toEqual(["late"]);
    expect(answerOf(network, [issue, { ...issue, value: ["late"] }]).concerns).toEqual(["lost"]);
  });

  test("reports the probability of each label said and of the whole", () => {
    const { confidence } = decode(saying([3, -1, 2, -1, 4]), features);
    expect(Object.keys(confidence.labels)).toEqual([
      "concerns.late",
      "concerns.lost",
      "sentiment.positive",
      "action.handling.express",
    ]);
    expect(confidence.labels["concerns.late"]).toBeCloseTo(1 / (1 + Math.exp(-3)), 6);
    const set = 1 / (1 + Math.exp(-3)) / (1 + Math.exp(-1)) / (1 + Math.exp(-2));
    const choice = (1 / (1 + Math.exp(-5))) * (Math.exp(2) / (Math.exp(2) + Math.exp(1) + 1));
    expect(confidence.overall).toBeCloseTo(set * choice, 6);
  });

  test("is valid JSON with probabilities within 0 and 1, whatever the logits", () => {
    const anyLogits = fc.array(fc.float({ min: -80, max: 80, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(anyLogits, (logits) => {
        const { text, confidence } = decode(saying(logits), features);
        expect(JSON.parse(text).concerns.length).toBeGreaterThan(0);
        for (const probability of [confidence.overall, ...Object.values(confidence.labels)]) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
