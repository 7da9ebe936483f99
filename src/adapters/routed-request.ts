import type { JsonSchema, Message, ModelRequest, Tool } from "../models/index.ts";

/** What a call to a wrapped client asks a router for. */
export interface RoutedRequest {
  readonly messages: readonly Message[];
  readonly tools?: readonly Tool[];
  readonly toolChoice?: ModelRequest["toolChoice"];
  readonly maxOutputTokens?: number;
  /** What the caller wants the JSON of the answer to be. */
  readonly answerSchema?: JsonSchema;
}

/** Reads what one API is asked. @throws NotRoutable */
export type ReadBody = (body: Body, lose: OnLost) => RoutedRequest;

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

/** Told of each thing that a router would lose; refuses it, or lets it go where the wrapper was told to. */
export type OnLost = (parameter: string) => void;

/** A tier's parameters are the tier's: what a routed call cannot carry is refused, unless that is to be ignored. */
export function onLost(onUnsupported: "refuse" | "ignore"): OnLost {
  return (parameter) => {
    if (onUnsupported === "ignore") return;
    throw new NotRoutable(
      parameter,
      'a routed call cannot carry this; set it on the tier, name a model of the provider, or wrap the client with onUnsupported: "ignore" to have it left out',
    );
  };
}

/** Everything of a call that is not known here would be lost. */
export function loseUnknown(body: Body, known: ReadonlySet<string>, lose: OnLost, place = ""): void {
  for (const [name, value] of Object.entries(body)) if (!known.has(name) && isSaid(value)) lose(`${place}${name}`);
}

/** These would be lost; other fields of such an object say nothing that matters. */
export function loseFields(object: Body, names: readonly string[], lose: OnLost, place: string): void {
  for (const name of names) if (isSaid(object[name])) lose(`${place}.${name}`);
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** A limit on the answer, under whichever name the API has for it. */
export function limitOf(...given: readonly unknown[]): Pick<RoutedRequest, "maxOutputTokens"> {
  const limit = given.find((value) => typeof value === "number");
  return typeof limit === "number" ? { maxOutputTokens: limit } : {};
}

/** What a caller wants who wants JSON and does not say which. */
export const anyObject: JsonSchema = { type: "object" };

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

/** A function as all three APIs describe one. Arguments are held against the parameters in any case, as `strict` wants it. */
export function toolOf(name: unknown, description: unknown, parameters: unknown): Tool {
  return {
    name: textIn(name, "tools.name"),
    ...(typeof description === "string" && { description }),
    parameters: isObject(parameters) ? parameters : { type: "object" },
  };
}

/** `data:image/png;base64,…`, or an address. How finely to look is the model's to say: `auto`. */
export function imagePart(url: string, detail: unknown, lose: OnLost, place: string) {
  if (isSaid(detail) && detail !== "auto") lose(`${place}.detail`);
  const inline = /^data:([^;,]+);base64,(.*)$/s.exec(url);
  const image = inline ? { mediaType: inline[1]!, base64: inline[2]! } : { url };
  return { type: "image" as const, image };
}
