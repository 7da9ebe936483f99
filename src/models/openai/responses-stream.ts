import type { ResponseStreamEvent } from "openai/resources/responses/responses";
import { type StreamReader, type WireAnswer, WireError } from "../provider/index.ts";
import { readResponsesAnswer } from "./responses-answer.ts";

/** Reads a stream of Responses. Its last event, completed or incomplete, carries the whole answer with its usage. */
export function responsesReader(): StreamReader {
  let text = "";
  let hasBegun = false;
  let answer: WireAnswer | null = null;
  return {
    read: (event) => {
      const one = event as ResponseStreamEvent;
      switch (one.type) {
        case "response.output_text.delta":
          hasBegun = true;
          text += one.delta;
          return one.delta;
        case "response.refusal.delta":
        case "response.function_call_arguments.delta":
        case "response.reasoning_text.delta":
        case "response.reasoning_summary_text.delta":
          hasBegun = true;
          return "";
        case "response.completed":
        case "response.incomplete":
        case "response.failed":
          answer = readResponsesAnswer(one.response);
          return "";
        case "error":
          throw new WireError(one.message, { code: one.code ?? "server_error" });
        default:
          return "";
      }
    },
    get hasBegun() {
      return hasBegun;
    },
    get text() {
      return text;
    },
    get knownUsage() {
      return answer?.usage ?? null;
    },
    answer: () => answer,
  };
}
