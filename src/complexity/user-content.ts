import type { Span } from "./scan.ts";

/** Why a part of a text is not read. */
export type LeftOutReason = "system-prompt" | "tool-list" | "quoted-history" | "boilerplate";

export interface LeftOut {
  readonly span: Span;
  readonly reason: LeftOutReason;
}

export interface UserContent {
  /** What the user says now, in order. */
  readonly spans: readonly Span[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Tells what the user says from what came along: lines of system prompt, tool lists, quoted earlier messages, signatures
 * and notices. Goes line by line and looks at the start of each only, so the cost is linear.
 */
export function userContent(text: string): UserContent {
  const leftOut: LeftOut[] = [];
  let block: Block | undefined;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline + 1;
    const head = headOf(text, start, end);
    if (block?.lasts === "paragraph" && head === "") block = undefined;
    block ??= blockOpenedBy(head);
    if (block !== undefined) {
      leaveOut(leftOut, [start, end], block.reason);
      const isClosed = block.until !== undefined && text.slice(start, end).includes(block.until);
      if (block.lasts === "line" || isClosed) block = undefined;
    }
    start = end;
  }
  const spans = gapsBetween(leftOut, text.length);
  // a text that is nothing but such parts is what the user says: better to read it than to score an empty one
  const isEmpty = leftOut.length > 0 && !spans.some(([from, to]) => text.slice(from, to).trim() !== "");
  return isEmpty ? { spans: [[0, text.length]], leftOut: [] } : { spans, leftOut };
}

interface Block {
  readonly reason: LeftOutReason;
  readonly lasts: "line" | "paragraph" | "to-end" | "until";
  readonly until?: string;
}

const headUnits = 120;

/** The first units of a line in lower case, without leading blanks. */
function headOf(text: string, start: number, end: number): string {
  return text
    .slice(start, Math.min(end, start + headUnits))
    .trim()
    .toLowerCase();
}

function blockOpenedBy(head: string): Block | undefined {
  if (head === "") return undefined;
  for (const { opens, block } of markers) if (opens.some((marker) => head.startsWith(marker))) return block;
  if (head === "--") return { reason: "boilerplate", lasts: "to-end" };
  const isAttribution = head.startsWith("on ") && head.endsWith("wrote:");
  return isAttribution ? { reason: "quoted-history", lasts: "to-end" } : undefined;
}

const markers: readonly { readonly opens: readonly string[]; readonly block: Block }[] = [
  { opens: [">", "&gt;"], block: { reason: "quoted-history", lasts: "line" } },
  {
    opens: [
      "-----original message",
      "---- original message",
      "--- original message",
      "begin forwarded message",
      "---------- forwarded message",
    ],
    block: { reason: "quoted-history", lasts: "to-end" },
  },
  { opens: ["<system>"], block: { reason: "system-prompt", lasts: "until", until: "</system>" } },
  {
    opens: ["<|system|>", "[system]", "system:", "system prompt:"],
    block: { reason: "system-prompt", lasts: "paragraph" },
  },
  { opens: ["<tools>"], block: { reason: "tool-list", lasts: "until", until: "</tools>" } },
  {
    opens: [
      '{"type":"function"',
      '{"type": "function"',
      '"tools":',
      '{"tools":',
      "available tools:",
      "you have access to the following tools",
      "you have access to the following functions",
    ],
    block: { reason: "tool-list", lasts: "paragraph" },
  },
  {
    opens: ["sent from my ", "get outlook for ", "unsubscribe", "view this email in your browser"],
    block: { reason: "boilerplate", lasts: "line" },
  },
  {
    opens: [
      "this e-mail and any attachments",
      "this email and any attachments",
      "this message is intended only",
      "this email is confidential",
      "this e-mail is confidential",
      "confidentiality notice",
      "disclaimer:",
      "please consider the environment",
    ],
    block: { reason: "boilerplate", lasts: "paragraph" },
  },
];

function leaveOut(leftOut: LeftOut[], span: Span, reason: LeftOutReason): void {
  const last = leftOut.at(-1);
  if (last !== undefined && last.reason === reason && last.span[1] === span[0]) {
    leftOut[leftOut.length - 1] = { reason, span: [last.span[0], span[1]] };
  } else leftOut.push({ reason, span });
}

function gapsBetween(leftOut: readonly LeftOut[], length: number): Span[] {
  const gaps: Span[] = [];
  let from = 0;
  for (const { span } of leftOut) {
    if (span[0] > from) gaps.push([from, span[0]]);
    from = span[1];
  }
  if (from < length || length === 0) gaps.push([from, length]);
  return gaps;
}
