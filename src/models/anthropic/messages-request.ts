import type {
  ContentBlockParam,
  ImageBlockParam,
  MessageCreateParamsNonStreaming,
  MessageParam,
  Tool as MessagesTool,
  ToolChoice,
} from "@anthropic-ai/sdk/resources/messages";
import { documentText, schemaInWords } from "../message-text.ts";
import type { ProviderModelOptions, WrittenRequest } from "../provider/index.ts";
import { anthropicGrammar, projectSchema, type SchemaProjection } from "../schema-projection/index.ts";
import type { ContentPart, ImageSource, JsonSchema, Message, ModelRequest, Tool } from "../types.ts";

export interface MessagesSetup extends ProviderModelOptions {
  readonly maxOutputTokens: number;
}

/** A request as Messages wants it. A schema that its grammar cannot hold is told in the system prompt. */
export function writeMessagesRequest(request: ModelRequest, setup: MessagesSetup): WrittenRequest {
  const { model, effort, parameters = {} } = setup;
  const projection = request.schema ? projectSchema(request.schema, anthropicGrammar) : null;
  const most = request.maxOutputTokens ?? setup.maxOutputTokens;
  const system = systemText(request, projection);
  const { toolChoice, tools = [] } = request;
  const body = {
    ...parameters,
    model,
    max_tokens: most,
    messages: inTurns(request.messages),
    ...(system !== "" && { system }),
    ...outputConfig(parameters, effort, projection?.wire ?? null),
    ...(tools.length > 0 && { tools: tools.map(toolParam) }),
    ...(toolChoice && tools.length > 0 && { tool_choice: toolChoiceParam(toolChoice) }),
  } satisfies MessageCreateParamsNonStreaming;
  return {
    body,
    schemaLosses: projection?.losses ?? [],
    restore: projection?.restore ?? ((text) => text),
    outputTokensMost: most,
  };
}

function systemText({ messages, schema }: ModelRequest, projection: SchemaProjection | null): string {
  const own = messages.flatMap((message) => (message.role === "system" ? [message.content] : []));
  return [...own, ...(schema && projection?.wire === null ? [schemaInWords(schema)] : [])].join("\n\n");
}

function outputConfig(
  parameters: Readonly<Record<string, unknown>>,
  effort: ProviderModelOptions["effort"],
  schema: JsonSchema | null,
): Pick<MessageCreateParamsNonStreaming, "output_config"> {
  const given = parameters.output_config;
  const known = effort as "low" | "medium" | "high" | "xhigh" | "max" | undefined;
  const config = {
    ...(typeof given === "object" && given),
    ...(known && { effort: known }),
    ...(schema && { format: { type: "json_schema" as const, schema: { ...schema } } }),
  };
  return Object.keys(config).length > 0 ? { output_config: config } : {};
}

/** Roles take turns: what tools returned belongs to the user's turn, together with what the user says next. */
function inTurns(messages: readonly Message[]): MessageParam[] {
  const turns: { role: "user" | "assistant"; content: ContentBlockParam[] }[] = [];
  for (const message of messages) {
    if (message.role === "system") continue;
    const role = message.role === "assistant" ? "assistant" : "user";
    const blocks = blocksOf(message);
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else turns.push({ role, content: blocks });
  }
  return turns;
}

function blocksOf(message: Exclude<Message, { role: "system" }>): ContentBlockParam[] {
  switch (message.role) {
    case "tool":
      return [{ type: "tool_result", tool_use_id: message.toolCallId, content: message.content }];
    case "user":
      return typeof message.content === "string" ? textBlocks(message.content) : message.content.map(blockOf);
    case "assistant":
      return [
        ...textBlocks(message.content),
        ...(message.toolCalls ?? []).map(({ id, name, arguments: text }) => ({
          type: "tool_use" as const,
          id,
          name,
          input: argumentsIn(text),
        })),
      ];
  }
}

/** The API refuses empty text blocks. */
function textBlocks(text: string): ContentBlockParam[] {
  return text === "" ? [] : [{ type: "text", text }];
}

function blockOf(part: ContentPart): ContentBlockParam {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text };
    case "document":
      return { type: "text", text: documentText(part) };
    case "image":
      return { type: "image", source: imageSource(part.image) };
  }
}

function imageSource(image: ImageSource): ImageBlockParam["source"] {
  if ("url" in image) return { type: "url", url: image.url };
  // The type lists the media types that the API takes; another is the API's to refuse.
  const media_type = image.mediaType as "image/png";
  return { type: "base64", media_type, data: image.base64 };
}

/** Arguments travel as an object here; a text that is none is kept under a name that says so. */
function argumentsIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : { unreadable: text };
  } catch {
    return { unreadable: text };
  }
}

function toolParam({ name, description, parameters }: Tool): MessagesTool {
  return { name, ...(description && { description }), input_schema: { ...parameters, type: "object" } };
}

function toolChoiceParam(choice: NonNullable<ModelRequest["toolChoice"]>): ToolChoice {
  if (typeof choice !== "string") return { type: "tool", name: choice.name };
  return { type: choice === "required" ? "any" : choice };
}
