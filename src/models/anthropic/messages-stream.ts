import type { ContentBlock, Message, RawMessageStreamEvent } from "@anthropic-ai/sdk/resources/messages";
import type { StreamReader } from "../provider/index.ts";
import { readMessagesAnswer } from "./messages-answer.ts";
import { messagesUsage, withDelta } from "./usage.ts";

/** Reads a stream of Messages by putting the message together; it is complete once `message_stop` has come. */
export function messagesReader(): StreamReader {
  let message: Message | null = null;
  let text = "";
  let hasBegun = false;
  let isComplete = false;
  const blocks = new Map<number, ContentBlock>();
  const toolInputs = new Map<number, string>();

  const addDelta = ({ index, delta }: Extract<RawMessageStreamEvent, { type: "content_block_delta" }>): string => {
    hasBegun = true;
    const block = blocks.get(index);
    if (delta.type === "input_json_delta") toolInputs.set(index, (toolInputs.get(index) ?? "") + delta.partial_json);
    if (delta.type !== "text_delta" || block?.type !== "text") return "";
    blocks.set(index, { ...block, text: block.text + delta.text });
    text += delta.text;
    return delta.text;
  };

  return {
    read: (event) => {
      const one = event as RawMessageStreamEvent;
      switch (one.type) {
        case "message_start":
          message = one.message;
          return "";
        case "content_block_start":
          blocks.set(one.index, one.content_block);
          return "";
        case "content_block_delta":
          return addDelta(one);
        case "message_delta":
          if (message)
            message = { ...message, ...one.delta, usage: { ...message.usage, ...withDelta(message.usage, one.usage) } };
          return "";
        case "message_stop":
          isComplete = true;
          return "";
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
      return messagesUsage(message?.usage).usage;
    },
    answer: () => {
      if (!isComplete || !message) return null;
      const content = [...blocks]
        .sort(([one], [two]) => one - two)
        .map(([index, block]) => finished(block, toolInputs.get(index)));
      return readMessagesAnswer({ ...message, content });
    },
  };
}

/** A tool's input arrives as pieces of JSON; none at all is an empty object. */
function finished(block: ContentBlock, input: string | undefined): ContentBlock {
  if (block.type !== "tool_use" || !input) return block;
  return { ...block, input: parsed(input) };
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    // Left as it came: whoever checks the arguments says what is wrong with them.
    return input;
  }
}
