import { type ContentPart, type Message, type ModelRequest, schemaInWords } from "../../models/index.ts";
import {
  type Body,
  imagePart,
  isObject,
  NotRoutable,
  objectsIn,
  type RoutedRequest,
  refuseUnknown,
  textIn,
  toolOf,
  withTools,
} from "../routed-request.ts";

const known = new Set([
  "model",
  "input",
  "instructions",
  "stream",
  "stream_options",
  "store",
  "text",
  "tools",
  "tool_choice",
  "max_output_tokens",
  "metadata",
  "user",
  "safety_identifier",
]);

/** A call of Responses as a request of a router. Nothing is kept at a provider, so `store` has nothing to say. @throws NotRoutable */
export function readResponsesBody(body: Body): RoutedRequest {
  refuseUnknown(body, known);
  const said: Message[] =
    typeof body.input === "string"
      ? [{ role: "user", content: body.input }]
      : objectsIn(body.input, "input").map(messageOf);
  const tools = objectsIn(body.tools, "tools").map((tool) => {
    if (tool.type !== "function") throw new NotRoutable("tools", "expected functions only");
    return toolOf(tool.name, tool.description, tool.parameters);
  });
  const instructions: Message[] =
    typeof body.instructions === "string" ? [{ role: "system", content: body.instructions }] : [];
  return {
    messages: [...instructions, ...formatNote(body.text), ...joined(said)],
    ...withTools(tools, toolChoiceOf(body.tool_choice)),
  };
}

function formatNote(text: unknown): Message[] {
  const format = isObject(text) ? text.format : undefined;
  return isObject(format) && isObject(format.schema) ? [{ role: "system", content: schemaInWords(format.schema) }] : [];
}

function messageOf(item: Body, index: number): Message {
  const place = `input.${index}`;
  if (item.type === "function_call") {
    const call = {
      id: textIn(item.call_id, place),
      name: textIn(item.name, place),
      arguments: textIn(item.arguments, place),
    };
    return { role: "assistant", content: "", toolCalls: [call] };
  }
  if (item.type === "function_call_output")
    return { role: "tool", toolCallId: textIn(item.call_id, place), content: wordsOf(item.output, place) };
  if (item.type !== undefined && item.type !== "message")
    throw new NotRoutable(place, "only messages and function calls can be routed");
  switch (item.role) {
    case "system":
    case "developer":
      return { role: "system", content: wordsOf(item.content, place) };
    case "assistant":
      return { role: "assistant", content: wordsOf(item.content, place) };
    case "user":
      return { role: "user", content: typeof item.content === "string" ? item.content : partsOf(item.content, place) };
    default:
      throw new NotRoutable(`${place}.role`, "expected system, developer, user or assistant");
  }
}

/** Function calls are items of their own here; in a conversation they belong to one turn. */
function joined(messages: readonly Message[]): Message[] {
  const turns: Message[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (message.role === "assistant" && message.toolCalls && last?.role === "assistant")
      turns[turns.length - 1] = { ...last, toolCalls: [...(last.toolCalls ?? []), ...message.toolCalls] };
    else turns.push(message);
  }
  return turns;
}

function wordsOf(content: unknown, place: string): string {
  if (typeof content === "string") return content;
  return objectsIn(content, place)
    .map((part) => textIn(part.type === "refusal" ? part.refusal : part.text, place))
    .join("");
}

function partsOf(content: unknown, place: string): ContentPart[] {
  return objectsIn(content, place).map((part) => {
    if (part.type === "input_text") return { type: "text", text: textIn(part.text, place) };
    if (part.type === "input_image") return imagePart(textIn(part.image_url, place));
    throw new NotRoutable(place, "only text and images can be routed");
  });
}

function toolChoiceOf(choice: unknown): ModelRequest["toolChoice"] {
  if (choice === "auto" || choice === "none" || choice === "required") return choice;
  if (isObject(choice) && choice.type === "function") return { name: textIn(choice.name, "tool_choice") };
  if (choice === undefined || choice === null) return undefined;
  throw new NotRoutable("tool_choice", "expected auto, none, required or a function");
}
