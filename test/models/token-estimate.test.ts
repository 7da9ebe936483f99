import { describe, expect, test } from "vitest";
import { loadTokenCounter, tokenEstimator } from "../../src/models/index.ts";

describe("tokenEstimator", () => {
  test("counts exactly where the model's encoding is known, as plain text", async () => {
    const estimator = tokenEstimator();
    const text = "Where is my parcel? <|endoftext|>";
    const [o200k, cl100k] = [await loadTokenCounter("o200k_base"), await loadTokenCounter("cl100k_base")];
    expect(await estimator.count("gpt-5-mini", text)).toEqual({ tokens: o200k(text), isExact: true });
    expect(await estimator.count("gpt-4-turbo", text)).toEqual({ tokens: cl100k(text), isExact: true });
  });

  test.each(["gpt-6-luna", "claude-haiku-5-5", "llama3.2", "gpt-5.6-sol", ""])(
    "estimates for %s, and says so",
    async (model) => {
      const { tokens, isExact } = await tokenEstimator().count(model, "x".repeat(1000));
      expect(isExact).toBe(false);
      expect(tokens).toBeGreaterThanOrEqual(250);
      expect(tokens).toBeLessThanOrEqual(400);
    },
  );

  test("learns from what the provider says, for that model alone", () => {
    const estimator = tokenEstimator();
    for (let call = 0; call < 50; call++) estimator.observe("llama3.2", 3000, 1000);
    expect(estimator.estimate("llama3.2", "x".repeat(3000))).toBeCloseTo(1000, -1);
    expect(estimator.estimate("other", "x".repeat(3000))).toBe(750);
  });

  test("follows the texts that are sent now, and heeds no nonsense", () => {
    const estimator = tokenEstimator();
    estimator.observe("m", 0, 10);
    estimator.observe("m", 10, 0);
    expect(estimator.estimate("m", "x".repeat(400))).toBe(100);
    for (let call = 0; call < 400; call++) estimator.observe("m", 2000, 1000);
    for (let call = 0; call < 1000; call++) estimator.observe("m", 5000, 1000);
    expect(estimator.estimate("m", "x".repeat(5000))).toBeLessThan(1050);
  });

  test("an empty text has no tokens", () => {
    expect(tokenEstimator().estimate("m", "")).toBe(0);
  });
});
