import { createHash } from "node:crypto";

/** A short hash of what shapes a model's answers: two models of one name that differ in it may answer differently. */
export function modelVersion(shape: unknown): string {
  return createHash("sha256").update(JSON.stringify(shape, withNumbers)).digest("base64url").slice(0, 22);
}

/** Weights are hashed by their bytes. */
function withNumbers(_key: string, value: unknown): unknown {
  if (!ArrayBuffer.isView(value)) return value;
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return createHash("sha256").update(bytes).digest("base64url");
}
