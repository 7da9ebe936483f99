import { describe, expect, test } from "vitest";
import { circuitBreaker, healthOf } from "../../../src/workflow/limits/circuit-breaker.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { callError } from "../../support/replying-model.ts";

function opened() {
  const clock = manualClock();
  const breaker = circuitBreaker(clock, { failures: 3, openMs: 1_000 });
  for (let call = 0; call < 3; call++) breaker.enter()!("bad");
  return { clock, breaker };
}

describe("circuitBreaker", () => {
  test("opens on failures in a row, not on failures now and then", () => {
    const breaker = circuitBreaker(manualClock(), { failures: 2 });
    for (const health of ["bad", "good", "bad", "unknown", "good", "bad"] as const) breaker.enter()!(health);
    expect(breaker.enter()).not.toBeNull();
    expect(opened().breaker.enter()).toBeNull();
  });

  test("lets one probe through after a while; what it says decides", async () => {
    const { clock, breaker } = opened();
    await clock.advance(1_000);
    const probe = breaker.enter();
    expect(probe).not.toBeNull();
    expect(breaker.enter()).toBeNull();
    probe!("bad");
    expect(breaker.enter()).toBeNull();
    await clock.advance(1_000);
    breaker.enter()!("good");
    expect(breaker.enter()).not.toBeNull();
    expect(breaker.enter()).not.toBeNull();
  });

  test("a probe that says nothing leaves room for the next", async () => {
    const { clock, breaker } = opened();
    await clock.advance(1_000);
    breaker.enter()!("unknown");
    expect(breaker.enter()).not.toBeNull();
  });

  test("opens at once for a spent quota or a refused key", () => {
    const breaker = circuitBreaker(manualClock());
    breaker.enter()!(healthOf(callError("quota")));
    expect(breaker.enter()).toBeNull();
    expect(healthOf(callError("not-permitted", { status: 401 }))).toBe("broken");
  });

  test("a single 403 closes a model to nobody else", () => {
    expect(healthOf(callError("not-permitted", { status: 403 }))).toBe("unknown");
  });

  test("does not blame a model for what is the request's own fault, or for being busy", () => {
    expect(
      (["rate-limit", "bad-request", "too-large", "aborted"] as const).map((kind) => healthOf(callError(kind))),
    ).toEqual(Array(4).fill("unknown"));
    expect([healthOf(callError("server")), healthOf(new Error("x"))]).toEqual(["bad", "bad"]);
  });
});
