import type { Message, ModelRequest, Tool } from "../models/index.ts";

/** What a call to a wrapped client asks a router for. */
export interface RoutedRequest {
  readonly messages: readonly Message[];
  readonly tools?: readonly Tool[];
  readonly toolChoice?: ModelRequest["toolChoice"];
}

/** A call that cannot be routed as it is: what of it, and what to do about it. */
export class NotRoutable extends Error {
  readonly parameter: string;

  constructor(parameter: string, problem: string) {
    super(`${parameter}: ${problem}`);
    this.parameter = parameter;
  }
}

export type Body = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A parameter that a router would silently lose is refused: a tier's parameters are the tier's. */
export function refuseUnknown(body: Body, known: ReadonlySet<string>): void {
  const strange = Object.entries(body).find(
    ([name, value]) => !known.has(name) && value !== null && value !== undefined,
  );
  if (strange)
    throw new NotRoutable(
      strange[0],
      "a routed call cannot carry this; set it on the tier, or name a model of the provider",
    );
}

export function textIn(value: unknown, parameter: string): string {
  if (typeof value === "string") return value;
  throw new NotRoutable(parameter, "expected text");
}

/** The objects of a list; anything else in it cannot be routed. */
export function objectsIn(value: unknown, parameter: string): readonly Body[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw new NotRoutable(parameter, "expected a list of objects");
}

/** The tools and what the model shall do with them; nothing where none are offered. */
export function withTools(tools: readonly Tool[], toolChoice: ModelRequest["toolChoice"] | undefined) {
  return { ...(tools.length > 0 && { tools }), ...(tools.length > 0 && toolChoice && { toolChoice }) };
}

/** A function as all three APIs describe one, under their own names. */
export function toolOf(name: unknown, description: unknown, parameters: unknown): Tool {
  return {
    name: textIn(name, "tools.name"),
    ...(typeof description === "string" && { description }),
    parameters: isObject(parameters) ? parameters : { type: "object" },
  };
}

/** `data:image/png;base64,…`, or an address. */
export function imagePart(url: string) {
  const inline = /^data:([^;,]+);base64,(.*)$/s.exec(url);
  const image = inline ? { mediaType: inline[1]!, base64: inline[2]! } : { url };
  return { type: "image" as const, image };
}
