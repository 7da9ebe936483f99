import { lowerCased } from "./character-classes.ts";
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
    const first = firstInk(text, start, end);
    if (block?.lasts === "paragraph" && first === end) block = undefined;
    block ??= first === end ? undefined : blockOpenedAt(text, first, end);
    if (block !== undefined) {
      leaveOut(leftOut, start, end, block.reason);
      const isClosed = block.until !== undefined && text.slice(start, end).includes(block.until);
      if (block.lasts === "line" || isClosed) block = undefined;
    }
    start = end;
  }
  if (leftOut.length === 0) return { spans: [[0, text.length]], leftOut };
  const spans = gapsBetween(leftOut, text.length);
  // a text that is nothing but such parts is what the user says: better to read it than to score an empty one
  const isEmpty = !spans.some(([from, to]) => firstInk(text, from, to) < to);
  return isEmpty ? { spans: [[0, text.length]], leftOut: [] } : { spans, leftOut };
}

interface Block {
  readonly reason: LeftOutReason;
  readonly lasts: "line" | "paragraph" | "to-end" | "until";
  readonly until?: string;
}

/** Where the first character that is no blank stands; `to` when there is none. */
function firstInk(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) <= 32) at++;
  return at;
}

function blockOpenedAt(text: string, first: number, end: number): Block | undefined {
  const code = lowerCased(text.charCodeAt(first));
  const candidates = code < 128 ? markersByFirst[code] : undefined;
  if (candidates === undefined) return undefined;
  for (const { marker, block } of candidates) if (hasAt(text, first, end, marker)) return block;
  let last = end;
  while (last > first && text.charCodeAt(last - 1) <= 32) last--;
  if (last - first === 2 && hasAt(text, first, last, "--")) return signature;
  const isAttribution = hasAt(text, first, end, "on ") && hasAt(text, Math.max(first, last - 6), last, "wrote:");
  return isAttribution ? history : undefined;
}

function hasAt(text: string, at: number, end: number, marker: string): boolean {
  if (at + marker.length > end) return false;
  for (let index = 0; index < marker.length; index++) {
    if (lowerCased(text.charCodeAt(at + index)) !== marker.charCodeAt(index)) return false;
  }
  return true;
}

const history: Block = { reason: "quoted-history", lasts: "to-end" };
const signature: Block = { reason: "boilerplate", lasts: "to-end" };

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
    block: history,
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

/** By the code of their first character; a line that begins with no such character is the user's own at one glance. */
const markersByFirst: ({ readonly marker: string; readonly block: Block }[] | undefined)[] = [];
// attributions ("On Monday, Ann wrote:") are recognised by more than their beginning
markersByFirst["o".charCodeAt(0)] = [];
for (const { opens, block } of markers) {
  for (const marker of opens) {
    const code = marker.charCodeAt(0);
    markersByFirst[code] = [...(markersByFirst[code] ?? []), { marker, block }];
  }
}

function leaveOut(leftOut: LeftOut[], start: number, end: number, reason: LeftOutReason): void {
  const last = leftOut.at(-1);
  const isNext = last !== undefined && last.reason === reason && last.span[1] === start;
  if (isNext) leftOut[leftOut.length - 1] = { reason, span: [last.span[0], end] };
  else leftOut.push({ reason, span: [start, end] });
}

function gapsBetween(leftOut: readonly LeftOut[], length: number): Span[] {
  const gaps: Span[] = [];
  let from = 0;
  for (const { span } of leftOut) {
    if (span[0] > from) gaps.push([from, span[0]]);
    from = span[1];
  }
  if (from < length) gaps.push([from, length]);
  return gaps;
}
