/** The text a request is judged by: the prompt, else what the user wrote in the messages. Images, tool calls and results are left out. */
export function requestText(request: { readonly prompt?: unknown; readonly messages?: unknown }): string {
  if (typeof request.prompt === "string") return request.prompt;
  if (!Array.isArray(request.messages)) return "";
  return request.messages.filter(isFromUser).map(contentText).join("\n");
}

function isFromUser(message: unknown): message is { content: unknown } {
  return (
    typeof message === "object" &&
    message !== null &&
    "content" in message &&
    (message as { role?: unknown }).role === "user"
  );
}

function contentText({ content }: { content: unknown }): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part: unknown) => {
      const text = typeof part === "object" && part !== null && "text" in part ? part.text : undefined;
      return typeof text === "string" ? text : "";
    })
    .join("\n");
}
