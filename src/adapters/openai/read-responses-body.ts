import { type ContentPart, type Message, type ModelRequest, schemaInWords } from "../../models/index.ts";
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
]);

/** A call of Responses as a request of a router. Nothing is kept at a provider, so `store` has nothing to say. @throws NotRoutable */
export function readResponsesBody(body: Body, lose: OnLost): RoutedRequest {
  loseUnknown(body, known, lose);
  if (body.store === true) lose("store");
  if (isObject(body.text)) loseUnknown(body.text, new Set(["format"]), lose, "text.");
  const said: Message[] =
    typeof body.input === "string"
      ? [{ role: "user", content: body.input }]
      : objectsIn(body.input, "input").map((item, index) => messageOf(item, index, lose));
  const tools = objectsIn(body.tools, "tools").map((tool) => {
    if (tool.type !== "function") throw new NotRoutable("tools", "expected functions only");
    return toolOf(tool.name, tool.description, tool.parameters);
  });
  const instructions: Message[] =
    typeof body.instructions === "string" ? [{ role: "system", content: body.instructions }] : [];
  return {
    messages: [...instructions, ...formatNote(body.text), ...joined(said)],
    ...withTools(tools, toolChoiceOf(body.tool_choice)),
    ...limitOf(body.max_output_tokens),
    ...answerSchemaOf(body.text),
  };
}

function answerSchemaOf(text: unknown): Pick<RoutedRequest, "answerSchema"> {
  const format = isObject(text) ? text.format : undefined;
  if (!isObject(format)) return {};
  if (format.type === "json_object") return { answerSchema: anyObject };
  return isObject(format.schema) ? { answerSchema: format.schema } : {};
}

function formatNote(text: unknown): Message[] {
  const { answerSchema: schema } = answerSchemaOf(text);
  return schema ? [{ role: "system", content: schemaInWords(schema) }] : [];
}

function messageOf(item: Body, index: number, lose: OnLost): Message {
  const place = `input.${index}`;
  loseFields(item, ["name", "cache_control"].slice(item.type === "function_call" ? 1 : 0), lose, place);
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
      return {
        role: "user",
        content: typeof item.content === "string" ? item.content : partsOf(item.content, place, lose),
      };
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

function partsOf(content: unknown, place: string, lose: OnLost): ContentPart[] {
  return objectsIn(content, place).map((part) => {
    if (part.type === "input_text") return { type: "text", text: textIn(part.text, place) };
    if (part.type === "input_image") return imagePart(textIn(part.image_url, place), part.detail, lose, place);
    throw new NotRoutable(place, "only text and images can be routed");
  });
}

function toolChoiceOf(choice: unknown): ModelRequest["toolChoice"] {
  if (choice === "auto" || choice === "none" || choice === "required") return choice;
  if (isObject(choice) && choice.type === "function") return { name: textIn(choice.name, "tool_choice") };
  if (choice === undefined || choice === null) return undefined;
  throw new NotRoutable("tool_choice", "expected auto, none, required or a function");
}
