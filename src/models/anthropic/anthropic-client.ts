import type { SdkClient } from "../provider/index.ts";

/** A client of `@anthropic-ai/sdk` 1, as far as it is used: described by its shape. */
export interface AnthropicClient extends SdkClient {
  readonly messages: { create(body: never, options?: never): unknown };
}
