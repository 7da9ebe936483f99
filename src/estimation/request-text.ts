import { userTextOf } from "../complexity/index.ts";

/**
 * The text a request is judged by: the prompt, else what the user says last in the messages. Images, tool calls and results
 * are left out, and so is what is no message.
 */
export function requestText({ prompt, messages }: { readonly prompt?: unknown; readonly messages?: unknown }): string {
  if (typeof prompt === "string") return prompt;
  return Array.isArray(messages) ? userTextOf(messages.filter(isMessage)).text : "";
}

function isMessage(message: unknown): message is Parameters<typeof userTextOf>[0][number] {
  if (typeof message !== "object" || message === null || !("role" in message) || !("content" in message)) return false;
  return typeof message.role === "string" && (typeof message.content === "string" || Array.isArray(message.content));
}
