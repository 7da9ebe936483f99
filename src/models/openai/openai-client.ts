import type { SdkClient } from "../provider/index.ts";

/** A client of `openai` 6 or 7, as far as it is used: described by its shape, since two majors share no classes. */
export interface OpenAIClient extends SdkClient {
  readonly chat: { readonly completions: { create(body: never, options?: never): unknown } };
  readonly responses: { create(body: never, options?: never): unknown };
}
