import type { ContentPart, Message, ModelRequest, ToolCall } from "../../models/index.ts";
import { schemaInWords } from "../../models/index.ts";
import {
  anyObject,
  type Body,
  imagePart,
  isObject,
  limitOf,
  loseFields,
  loseUnknown,
  NotRoutable,
  type OnLost,
  objectsIn,
  type RoutedRequest,
  textIn,
  toolOf,
  withTools,
} from "../routed-request.ts";

/** What a routed call may say. */
const known = new Set([
  "model",
  "messages",
  "stream",
  "stream_options",
  "response_format",
  "tools",
  "tool_choice",
  "max_tokens",
  "max_completion_tokens",
]);

/** A call of Chat Completions as a request of a router. @throws NotRoutable */
export function readChatBody(body: Body, lose: OnLost): RoutedRequest {
  loseUnknown(body, known, lose);
  const messages = objectsIn(body.messages, "messages").map((message, index) => messageOf(message, index, lose));
  const tools = objectsIn(body.tools, "tools").map((tool) => {
    if (tool.type !== "function" || !isObject(tool.function)) throw new NotRoutable("tools", "expected functions only");
    return toolOf(tool.function.name, tool.function.description, tool.function.parameters);
  });
  return {
    messages: [...formatNote(body.response_format), ...messages],
    ...withTools(tools, toolChoiceOf(body.tool_choice)),
    ...limitOf(body.max_completion_tokens, body.max_tokens),
    ...answerSchemaOf(body.response_format),
  };
}

function answerSchemaOf(format: unknown): Pick<RoutedRequest, "answerSchema"> {
  if (!isObject(format)) return {};
  if (format.type === "json_object") return { answerSchema: anyObject };
  const schema = isObject(format.json_schema) ? format.json_schema.schema : undefined;
  return isObject(schema) ? { answerSchema: schema } : {};
}

/** The workflow has a schema of its own; what the caller wants besides is told to the model in words. */
function formatNote(format: unknown): Message[] {
  const schema = isObject(format) && isObject(format.json_schema) ? format.json_schema.schema : undefined;
  if (isObject(schema)) return [{ role: "system", content: schemaInWords(schema) }];
  const wantsJson = isObject(format) && format.type === "json_object";
  return wantsJson ? [{ role: "system", content: "Answer with one JSON object and no other text." }] : [];
}

function messageOf(message: Body, index: number, lose: OnLost): Message {
  const place = `messages.${index}`;
  loseFields(message, ["name", "audio", "function_call", "cache_control"], lose, place);
  switch (message.role) {
    case "system":
    case "developer":
      return { role: "system", content: wordsOf(message.content, place, lose) };
    case "user":
      return {
        role: "user",
        content: typeof message.content === "string" ? message.content : partsOf(message.content, place, lose),
      };
    case "tool":
      return {
        role: "tool",
        toolCallId: textIn(message.tool_call_id, place),
        content: wordsOf(message.content, place, lose),
      };
    case "assistant": {
      const toolCalls = objectsIn(message.tool_calls, place).map(callOf);
      const content =
        message.content === null || message.content === undefined ? "" : wordsOf(message.content, place, lose);
      return { role: "assistant", content, ...(toolCalls.length > 0 && { toolCalls }) };
    }
    default:
      throw new NotRoutable(`${place}.role`, "expected system, developer, user, assistant or tool");
  }
}

function wordsOf(content: unknown, place: string, lose: OnLost): string {
  if (typeof content === "string") return content;
  return objectsIn(content, place)
    .map((part) => {
      loseFields(part, ["cache_control"], lose, place);
      return textIn(part.type === "refusal" ? part.refusal : part.text, place);
    })
    .join("");
}

function partsOf(content: unknown, place: string, lose: OnLost): ContentPart[] {
  return objectsIn(content, place).map((part) => {
    loseFields(part, ["cache_control"], lose, place);
    if (part.type === "text") return { type: "text", text: textIn(part.text, place) };
    if (part.type === "image_url" && isObject(part.image_url))
      return imagePart(textIn(part.image_url.url, place), part.image_url.detail, lose, place);
    throw new NotRoutable(place, "only text and images can be routed");
  });
}

function callOf(call: Body): ToolCall {
  if (!isObject(call.function)) throw new NotRoutable("messages.tool_calls", "expected function calls");
  const { name, arguments: text } = call.function;
  return {
    id: textIn(call.id, "tool_calls.id"),
    name: textIn(name, "tool_calls.name"),
    arguments: textIn(text, "tool_calls.arguments"),
  };
}

function toolChoiceOf(choice: unknown): ModelRequest["toolChoice"] {
  if (choice === "auto" || choice === "none" || choice === "required") return choice;
  if (isObject(choice) && isObject(choice.function)) return { name: textIn(choice.function.name, "tool_choice") };
  if (choice === undefined || choice === null) return undefined;
  throw new NotRoutable("tool_choice", "expected auto, none, required or a function");
}
