import type {
  ResponseCreateParamsNonStreaming,
  ResponseInputContent,
  ResponseInputItem,
  Tool as ResponsesTool,
} from "openai/resources/responses/responses";
import { documentText, imageUrl } from "../message-text.ts";
import type { WrittenRequest } from "../provider/index.ts";
import type { ContentPart, Message, ModelRequest, Tool } from "../types.ts";
import { writeSchema } from "./openai-schema.ts";
import type { OpenAISetup } from "./openai-setup.ts";

/** A request as Responses wants it: the whole conversation each time, nothing kept at the provider. */
export function writeResponsesRequest(request: ModelRequest, setup: OpenAISetup): WrittenRequest {
  const { dialect, model, effort, parameters = {} } = setup;
  const { format, losses, restore } = writeSchema(request.schema, dialect);
  const most = request.maxOutputTokens ?? setup.maxOutputTokens;
  const { toolChoice, tools = [] } = request;
  const body = {
    store: false,
    ...parameters,
    model,
    input: request.messages.flatMap(inputItems),
    ...(most !== undefined && { max_output_tokens: most }),
    ...(effort && { reasoning: { ...objectIn(parameters, "reasoning"), effort } }),
    ...(format && { text: { ...objectIn(parameters, "text"), format: { type: "json_schema" as const, ...format } } }),
    ...(tools.length > 0 && { tools: tools.map(toolParam) }),
    ...(toolChoice &&
      tools.length > 0 && {
        tool_choice: typeof toolChoice === "string" ? toolChoice : { type: "function" as const, name: toolChoice.name },
      }),
  } satisfies ResponseCreateParamsNonStreaming;
  return { body, schemaLosses: losses, restore, outputTokensMost: most ?? null };
}

function inputItems(message: Message): ResponseInputItem[] {
  switch (message.role) {
    case "system":
      return [{ role: "system", content: message.content }];
    case "user":
      return [
        {
          role: "user",
          content: typeof message.content === "string" ? message.content : message.content.map(partParam),
        },
      ];
    case "tool":
      return [{ type: "function_call_output", call_id: message.toolCallId, output: message.content }];
    case "assistant":
      return [
        ...(message.content === "" ? [] : [{ role: "assistant" as const, content: message.content }]),
        ...(message.toolCalls ?? []).map(({ id, name, arguments: text }) => ({
          type: "function_call" as const,
          call_id: id,
          name,
          arguments: text,
        })),
      ];
  }
}

function partParam(part: ContentPart): ResponseInputContent {
  switch (part.type) {
    case "text":
      return { type: "input_text", text: part.text };
    case "document":
      return { type: "input_text", text: documentText(part) };
    case "image":
      return { type: "input_image", image_url: imageUrl(part.image), detail: "auto" };
  }
}

function toolParam({ name, description, parameters }: Tool): ResponsesTool {
  return { type: "function", name, ...(description && { description }), parameters: { ...parameters }, strict: false };
}

function objectIn(parameters: Readonly<Record<string, unknown>>, name: string): object {
  const value = parameters[name];
  return typeof value === "object" && value !== null ? value : {};
}
