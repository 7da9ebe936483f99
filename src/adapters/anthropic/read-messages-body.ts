import { type ContentPart, type Message, type ModelRequest, schemaInWords } from "../../models/index.ts";
import {
  type Body,
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
  "messages",
  "system",
  "stream",
  "max_tokens",
  "output_config",
  "tools",
  "tool_choice",
  "metadata",
]);

/** A call of Messages as a request of a router. @throws NotRoutable */
export function readMessagesBody(body: Body): RoutedRequest {
  refuseUnknown(body, known);
  const system: Message[] = body.system ? [{ role: "system", content: wordsOf(body.system, "system") }] : [];
  const tools = objectsIn(body.tools, "tools").map((tool) => {
    if (tool.type !== undefined && tool.type !== null && tool.type !== "custom")
      throw new NotRoutable("tools", "expected tools of your own only");
    return toolOf(tool.name, tool.description, tool.input_schema);
  });
  return {
    messages: [
      ...system,
      ...formatNote(body.output_config),
      ...objectsIn(body.messages, "messages").flatMap(messagesOf),
    ],
    ...withTools(tools, toolChoiceOf(body.tool_choice)),
  };
}

function formatNote(config: unknown): Message[] {
  if (!isObject(config)) return [];
  refuseUnknown(config, new Set(["format"]));
  const schema = isObject(config.format) ? config.format.schema : undefined;
  return isObject(schema) ? [{ role: "system", content: schemaInWords(schema) }] : [];
}

/** One turn may hold several things: what tools returned, and what the user says besides. */
function messagesOf(message: Body, index: number): Message[] {
  const place = `messages.${index}`;
  const blocks =
    typeof message.content === "string" ? [{ type: "text", text: message.content }] : objectsIn(message.content, place);
  if (message.role === "assistant") return [assistantOf(blocks, place)];
  if (message.role !== "user") throw new NotRoutable(`${place}.role`, "expected user or assistant");
  const results = blocks
    .filter(({ type }) => type === "tool_result")
    .map(
      (block): Message => ({
        role: "tool",
        toolCallId: textIn(block.tool_use_id, place),
        content: block.content === undefined ? "" : wordsOf(block.content, place),
      }),
    );
  const parts = blocks.filter(({ type }) => type !== "tool_result").map((block) => partOf(block, place));
  return [...results, ...(parts.length > 0 ? [userOf(parts)] : [])];
}

function userOf(parts: readonly ContentPart[]): Message {
  const [only] = parts;
  return { role: "user", content: parts.length === 1 && only?.type === "text" ? only.text : parts };
}

/** Thinking belongs to the model that thought it, and is left behind. */
function assistantOf(blocks: readonly Body[], place: string): Message {
  const content = blocks.flatMap((block) => (block.type === "text" ? [textIn(block.text, place)] : [])).join("");
  const toolCalls = blocks.flatMap((block) =>
    block.type === "tool_use"
      ? [{ id: textIn(block.id, place), name: textIn(block.name, place), arguments: JSON.stringify(block.input ?? {}) }]
      : [],
  );
  return { role: "assistant", content, ...(toolCalls.length > 0 && { toolCalls }) };
}

function wordsOf(content: unknown, place: string): string {
  if (typeof content === "string") return content;
  return objectsIn(content, place)
    .map((block) => textIn(block.text, place))
    .join("\n\n");
}

function partOf(block: Body, place: string): ContentPart {
  if (block.type === "text") return { type: "text", text: textIn(block.text, place) };
  if (block.type === "image" && isObject(block.source)) {
    const { type, url, data, media_type } = block.source;
    if (type === "url") return { type: "image", image: { url: textIn(url, place) } };
    if (type === "base64")
      return { type: "image", image: { mediaType: textIn(media_type, place), base64: textIn(data, place) } };
  }
  throw new NotRoutable(place, "only text and images can be routed");
}

function toolChoiceOf(choice: unknown): ModelRequest["toolChoice"] {
  if (!isObject(choice)) return undefined;
  if (choice.type === "auto" || choice.type === "none") return choice.type;
  if (choice.type === "any") return "required";
  return { name: textIn(choice.name, "tool_choice") };
}
