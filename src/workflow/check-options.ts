import { InputError, showValue } from "../errors/index.ts";
import type { Model } from "../models/index.ts";
import type { Policy } from "../policy/index.ts";
import type { RouterOptions } from "./router-options.ts";

/** @throws InputError naming the option, what was expected and the fix. */
export function checkOptions<Value, Context>(options: RouterOptions<Value, Context>): void {
  if (!isObject(options)) refuse("options", "an object with tiers and a policy", options);
  const { policy, tiers, limits = {}, maxRepairs, retry = {}, breaker } = options;
  if (!isObject(tiers)) refuse("tiers", "a model by tier name, for instance { small: openaiModel(…) }", tiers);
  if (!isPolicy(policy)) refuse("policy", 'a policy, for instance thresholdPolicy(…) or fixedPolicy("small")', policy);
  checkTiers(policy.tiers, tiers);
  checkTiers(rungsOf(policy), tiers);
  checkNumbers({ maxRepairs, "retry.maxRetries": retry.maxRetries }, "a whole number of at least 0", isCount);
  const { baseDelayMs, maxDelayMs, maxRetryAfterMs } = retry;
  checkNumbers(named("retry", { baseDelayMs, maxDelayMs, maxRetryAfterMs }), "milliseconds of at least 0", isAmount);
  checkNumbers({ "hedge.afterMs": options.hedge?.afterMs }, "milliseconds of at least 0", isAmount);
  if (breaker) {
    const { failures, openMs } = breaker;
    checkNumbers({ "breaker.failures": failures }, "a whole number of at least 1", isWhole);
    checkNumbers({ "breaker.openMs": openMs }, "milliseconds of at least 0", isAmount);
  }
  const { concurrency, ...amounts } = limits;
  checkNumbers({ "limits.concurrency": concurrency }, "a whole number of at least 1", isWholeOrUnlimited);
  checkNumbers(named("limits", amounts), "a number above 0", (value) => value > 0);
  if (options.permit && !options.retrieve) {
    throw new InputError("a permit hook has nothing to decide on; pass retrieve, or leave permit out", {
      field: "permit",
    });
  }
}

/** @throws InputError when a tier that may be asked has no model. */
export function checkTiers(names: readonly string[], tiers: Readonly<Record<string, Model>>): void {
  const missing = names.filter((name) => !Object.hasOwn(tiers, name) || !isObject(tiers[name]));
  if (missing.length === 0) return;
  const there = Object.keys(tiers).join(", ") || "none";
  throw new InputError(
    `the policy may ask for ${[...new Set(missing)].join(", ")}, but the tiers with a model are ${there}; add a model or take the tier off the ladder`,
    { field: "tiers" },
  );
}

/** Every rung that a start at any tier leads to. */
function rungsOf(policy: Policy): string[] {
  return policy.tiers.flatMap((tier) =>
    policy.rungsFrom({ tier, reasons: [], propensity: 1 }).map((rung) => rung.tier),
  );
}

function isPolicy(policy: unknown): policy is Policy {
  if (!isObject(policy)) return false;
  const { tiers, decide, rungsFrom } = policy as Partial<Policy>;
  return Array.isArray(tiers) && typeof decide === "function" && typeof rungsFrom === "function";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

const isAmount = (value: number): boolean => value >= 0;
const isWhole = (value: number): boolean => Number.isInteger(value) && value >= 1;
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;
const isWholeOrUnlimited = (value: number): boolean => isWhole(value) || value === Number.POSITIVE_INFINITY;

function named(
  group: string,
  values: Readonly<Record<string, number | undefined>>,
): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]));
}

function checkNumbers(
  values: Readonly<Record<string, number | undefined>>,
  expected: string,
  isSound: (value: number) => boolean,
): void {
  for (const [field, value] of Object.entries(values)) {
    if (value !== undefined && !(typeof value === "number" && isSound(value))) refuse(field, expected, value);
  }
}

function refuse(field: string, expected: string, value: unknown): never {
  const fix = typeof value === "number" ? "leave it out for the default" : "pass one";
  throw new InputError(`expected ${expected}, got ${showValue(value)}; ${fix}`, { field });
}
