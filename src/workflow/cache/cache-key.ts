import { createHash } from "node:crypto";

/** What may tell one answer from another. */
export interface CacheScope {
  readonly tenant: string | undefined;
  /** Labels of the documents that were supplied. */
  readonly labels: readonly string[];
  /** Policy, tiers with their models, names of rules: changes with the router's set-up. */
  readonly version: string;
  /** Everything that goes to the model, and what the rules are told. */
  readonly content: unknown;
}

/** A hash of it all; undefined where something in it is no plain data and two requests could be taken for one. */
export function cacheKey({ tenant, labels, version, content }: CacheScope): string | undefined {
  if (!isPlain(content, 0)) return undefined;
  const scope = [tenant ?? null, [...new Set(labels)].sort(), version, content];
  return createHash("sha256").update(JSON.stringify(scope)).digest("base64");
}

/** A loop in the data is found as depth. */
const deepest = 64;

function isPlain(value: unknown, depth: number): boolean {
  if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth > deepest) return false;
  if (Array.isArray(value)) return value.every((part) => isPlain(part, depth + 1));
  const prototype = Object.getPrototypeOf(value);
  const isRecord = prototype === Object.prototype || prototype === null;
  return isRecord && !("toJSON" in value) && Object.values(value).every((part) => isPlain(part, depth + 1));
}
