/** The providers' own clients, with a router behind the model `tierwise/auto`. */
export { wrapAnthropic } from "./anthropic/wrap-anthropic.ts";
export { wrapOpenAI } from "./openai/wrap-openai.ts";
export { outcomeOf } from "./outcome-of.ts";
export type { RoutedRequest } from "./routed-request.ts";
export type { RoutedOutcome, Routers, Routing } from "./routing.ts";
export type { PassedCall, WrapOptions } from "./routing-fetch.ts";
