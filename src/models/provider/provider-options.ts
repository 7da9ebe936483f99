import { InputError, showValue } from "../../errors/index.ts";
import type { PriceTable } from "../prices/index.ts";
import type { TokenEstimator } from "../token-estimate.ts";
import type { PriceRow } from "../types.ts";

/** How hard a model thinks: a rung of its own between two models. Not every model knows every one. */
export type Effort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/** What a model of a provider may be given. */
export interface ProviderModelOptions {
  /** The provider's name for the model. */
  readonly model: string;
  /** Our name for it; default: the model's, with the effort where one is set, as in `gpt-6-sol@high`. */
  readonly id?: string;
  readonly effort?: Effort;
  /** Parameters sent as they are with every call, by the provider's names. Those that the model is known to refuse are refused here. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The most tokens to answer with, thinking included, where a request does not say. */
  readonly maxOutputTokens?: number;
  /** A row of prices or a table of them. Default: the bundled list, when the client talks to the provider itself; else unknown. */
  readonly price?: PriceRow | PriceTable | null;
  /** Is told of every call how many characters went in, and how many tokens that was. */
  readonly tokenEstimator?: TokenEstimator;
  /** Longest time for a whole call; default ten minutes. */
  readonly timeoutMs?: number;
  /** Longest wait for the first piece of an answer; where set, every answer is fetched as a stream. */
  readonly firstTokenTimeoutMs?: number;
  /** Longest answer, in bytes on the wire after decompression; default ten million. */
  readonly maxAnswerBytes?: number;
}

/** What is known of a model's parameters; models that are not known may be given anything. */
export interface KnownModel {
  readonly names: RegExp;
  readonly refuses?: readonly string[];
  readonly efforts?: readonly Effort[];
  readonly maxOutputTokens?: number;
}

/** Checks the options against what is known of the model, and against what this library sets itself. */
export function checkOptions(
  options: ProviderModelOptions,
  known: KnownModel | null,
  reserved: ReadonlySet<string>,
): void {
  const { model, effort, parameters = {}, maxOutputTokens } = options;
  if (typeof model !== "string" || model === "")
    throw new InputError(`expected a model's name, got ${showValue(model)}`, { field: "model" });
  for (const name of Object.keys(parameters)) {
    if (reserved.has(name))
      throw new InputError(`is set by the request, not among the parameters: leave it out`, {
        field: `parameters.${name}`,
      });
    if (known?.refuses?.includes(name))
      throw new InputError(`${model} refuses this parameter: leave it out of this tier`, {
        field: `parameters.${name}`,
      });
  }
  if (effort && known?.efforts && !known.efforts.includes(effort))
    throw new InputError(`expected one of ${known.efforts.join(", ")} for ${model}, got ${showValue(effort)}`, {
      field: "effort",
    });
  const counts = {
    maxOutputTokens,
    timeoutMs: options.timeoutMs,
    firstTokenTimeoutMs: options.firstTokenTimeoutMs,
    maxAnswerBytes: options.maxAnswerBytes,
  };
  for (const [field, value] of Object.entries(counts))
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw new InputError(`expected a whole number above 0, got ${showValue(value)}`, { field });
}

export function knownModel(models: readonly KnownModel[], name: string): KnownModel | null {
  return models.find(({ names }) => names.test(name)) ?? null;
}
