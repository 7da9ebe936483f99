/** The APIs' own words for an answer, written and read: for servers that stand in for a provider, and for wrapped clients. */
export {
  completionTokens,
  eventText,
  promptTokens,
  type WholeAnswer,
  type Wire,
  type WireEvent,
  type WireFailure,
} from "./wire.ts";
export { type WireApi, wireApiOf, wireReaders, wires } from "./wires.ts";
