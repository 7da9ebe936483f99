import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
  ChatCompletionTool,
  ChatCompletionToolChoiceOption,
} from "openai/resources/chat/completions";
import { documentText, imageUrl } from "../message-text.ts";
import type { WrittenRequest } from "../provider/index.ts";
import type { ContentPart, Message, ModelRequest, Tool } from "../types.ts";
import { writeSchema } from "./openai-schema.ts";
import type { OpenAISetup } from "./openai-setup.ts";

/** A request as Chat Completions wants it. */
export function writeChatRequest(request: ModelRequest, setup: OpenAISetup): WrittenRequest {
  const { dialect, model, effort, parameters = {} } = setup;
  const { format, losses, restore } = writeSchema(request.schema, dialect);
  const most = request.maxOutputTokens ?? setup.maxOutputTokens;
  const body = {
    ...parameters,
    model,
    messages: request.messages.map(messageParam),
    ...(most !== undefined && (dialect === "openai" ? { max_completion_tokens: most } : { max_tokens: most })),
    ...(effort && { reasoning_effort: effort }),
    ...(format && { response_format: { type: "json_schema", json_schema: format } }),
    ...(request.tools?.length && { tools: request.tools.map(toolParam) }),
    ...(request.toolChoice && request.tools?.length && { tool_choice: toolChoiceParam(request.toolChoice) }),
  } satisfies ChatCompletionCreateParamsNonStreaming;
  return { body, schemaLosses: losses, restore, outputTokensMost: most ?? null };
}

function messageParam(message: Message): ChatCompletionMessageParam {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.content };
    case "tool":
      return { role: "tool", tool_call_id: message.toolCallId, content: message.content };
    case "user":
      return {
        role: "user",
        content: typeof message.content === "string" ? message.content : message.content.map(partParam),
      };
    case "assistant": {
      const { content, toolCalls = [] } = message;
      if (toolCalls.length === 0) return { role: "assistant", content };
      const calls = toolCalls.map(({ id, name, arguments: text }) => ({
        type: "function" as const,
        id,
        function: { name, arguments: text },
      }));
      return { role: "assistant", content: content === "" ? null : content, tool_calls: calls };
    }
  }
}

function partParam(part: ContentPart): ChatCompletionContentPart {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text };
    case "document":
      return { type: "text", text: documentText(part) };
    case "image":
      return { type: "image_url", image_url: { url: imageUrl(part.image) } };
  }
}

function toolParam({ name, description, parameters }: Tool): ChatCompletionTool {
  return { type: "function", function: { name, ...(description && { description }), parameters: { ...parameters } } };
}

function toolChoiceParam(choice: NonNullable<ModelRequest["toolChoice"]>): ChatCompletionToolChoiceOption {
  return typeof choice === "string" ? choice : { type: "function", function: { name: choice.name } };
}
