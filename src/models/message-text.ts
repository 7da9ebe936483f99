import type { ContentPart, ImageSource, Message } from "./types.ts";

/** The words of one message; images have none. */
export function textOf({ content }: Message): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "image" ? "" : part.text)).join("\n");
}

/**
 * A document as a model reads it: its text between marks that carry the id to cite it by. The marks within a text are
 * disarmed, so that none can end its own document and begin another under a name that it chose; all else stays as it is,
 * to be quoted.
 */
export function documentText({ id, title, text }: Extract<ContentPart, { type: "document" }>): string {
  const name = title === undefined ? "" : ` title="${asAttribute(title)}"`;
  return `<document id="${asAttribute(id)}"${name}>\n${text.replace(documentMark, "&lt;")}\n</document>`;
}

const documentMark = /<(?=\s*\/?\s*document\b)/gi;

function asAttribute(text: string): string {
  return text.replaceAll('"', "'").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/\s+/g, " ");
}

/** The address of an image, or the image itself as one. */
export function imageUrl(image: ImageSource): string {
  return "url" in image ? image.url : `data:${image.mediaType};base64,${image.base64}`;
}

/** What to tell a model about a schema that its provider's grammar cannot hold. */
export function schemaInWords(schema: object): string {
  return `Answer with JSON only, no other text, that is valid under this JSON schema:\n${JSON.stringify(schema)}`;
}
