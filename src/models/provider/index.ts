/** What every provider's model shares: limits, a bounded fetch, one way to fail. */

export type { SdkClient } from "./derived-client.ts";
export type { ProviderApi, StreamReader, WireAnswer, WrittenRequest } from "./provider-api.ts";
export { providerModel } from "./provider-model.ts";
export {
  checkOptions,
  type Effort,
  type KnownModel,
  knownModel,
  type ProviderModelOptions,
} from "./provider-options.ts";
export { WireError } from "./wire-error.ts";
