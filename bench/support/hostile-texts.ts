/** An ordinary message. */
export const message = "My kettle broke, and I want a refund unless you can send another one by Friday. ";

const megabyte = 1 << 20;

/** A megabyte each of what has stalled other scorers. */
export const hostileTexts: Readonly<Record<string, string>> = {
  english: message.repeat(Math.floor(megabyte / message.length)),
  oneLetter: "a".repeat(megabyte),
  blanks: " ".repeat(megabyte),
  emoji: "😀".repeat(megabyte / 2),
  newlines: "\n".repeat(100_000),
  brackets: "({[<".repeat(megabyte / 4),
  unless: "unless ".repeat(140_000),
  loneSurrogates: "\ud800".repeat(megabyte),
  ideographs: "他".repeat(megabyte),
  oneLetterClauses: "a.".repeat(megabyte / 2),
};
