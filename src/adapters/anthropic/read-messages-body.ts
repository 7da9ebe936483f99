import { type ContentPart, type Message, type ModelRequest, schemaInWords } from "../../models/index.ts";
import {
  type Body,
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

const known = new Set(["model", "messages", "system", "stream", "max_tokens", "output_config", "tools", "tool_choice"]);

/** A call of Messages as a request of a router. @throws NotRoutable */
export function readMessagesBody(body: Body, lose: OnLost): RoutedRequest {
  loseUnknown(body, known, lose);
  const system: Message[] = body.system ? [{ role: "system", content: wordsOf(body.system, "system", lose) }] : [];
  const tools = objectsIn(body.tools, "tools").map((tool) => {
    if (tool.type !== undefined && tool.type !== null && tool.type !== "custom")
      throw new NotRoutable("tools", "expected tools of your own only");
    loseFields(tool, ["cache_control"], lose, "tools");
    return toolOf(tool.name, tool.description, tool.input_schema);
  });
  const schema = schemaOf(body.output_config, lose);
  return {
    messages: [
      ...system,
      ...formatNote(schema),
      ...objectsIn(body.messages, "messages").flatMap((message, index) => messagesOf(message, index, lose)),
    ],
    ...withTools(tools, toolChoiceOf(body.tool_choice, lose)),
    ...limitOf(body.max_tokens),
    ...(schema && { answerSchema: schema }),
  };
}

function schemaOf(config: unknown, lose: OnLost): Body | undefined {
  if (!isObject(config)) return undefined;
  loseUnknown(config, new Set(["format"]), lose, "output_config.");
  const schema = isObject(config.format) ? config.format.schema : undefined;
  return isObject(schema) ? schema : undefined;
}

function formatNote(schema: Body | undefined): Message[] {
  return schema ? [{ role: "system", content: schemaInWords(schema) }] : [];
}

/** The mark of a tool that failed, which the other APIs have no field for. */
const failedTool = "The tool failed: ";

/** One turn may hold several things: what tools returned, and what the user says besides. */
function messagesOf(message: Body, index: number, lose: OnLost): Message[] {
  const place = `messages.${index}`;
  const blocks =
    typeof message.content === "string" ? [{ type: "text", text: message.content }] : objectsIn(message.content, place);
  for (const block of blocks) loseFields(block, ["cache_control", "citations"], lose, place);
  if (message.role === "assistant") return [assistantOf(blocks, place)];
  if (message.role !== "user") throw new NotRoutable(`${place}.role`, "expected user or assistant");
  const results = blocks
    .filter(({ type }) => type === "tool_result")
    .map(
      (block): Message => ({
        role: "tool",
        toolCallId: textIn(block.tool_use_id, place),
        content: `${block.is_error === true ? failedTool : ""}${block.content === undefined ? "" : wordsOf(block.content, place, lose)}`,
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

function wordsOf(content: unknown, place: string, lose: OnLost): string {
  if (typeof content === "string") return content;
  return objectsIn(content, place)
    .map((block) => {
      loseFields(block, ["cache_control"], lose, place);
      return textIn(block.text, place);
    })
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

function toolChoiceOf(choice: unknown, lose: OnLost): ModelRequest["toolChoice"] {
  if (!isObject(choice)) return undefined;
  if (choice.disable_parallel_tool_use === true) lose("tool_choice.disable_parallel_tool_use");
  if (choice.type === "auto" || choice.type === "none") return choice.type;
  if (choice.type === "any") return "required";
  return { name: textIn(choice.name, "tool_choice") };
}
