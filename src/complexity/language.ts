import { languages } from "./frequent-words.ts";
import { type Tokens, tokenKind } from "./scan.ts";
import { wordIndex } from "./word-index.ts";

/** Share of words that must be frequent ones of a language before it is named. */
const leastShare = 0.12;
/** Tokens looked at, spread evenly over a long text. */
const sampledTokens = 2048;

/** A two-letter language code by frequent words or by script; `und` when neither tells. */
export function languageOf({ text, count, starts, kinds }: Tokens, entries: Int32Array): string {
  const { languageBits } = wordIndex();
  const byWords = new Int32Array(languages.length);
  const byScript = new Int32Array(scripts.length);
  let words = 0;
  for (let token = 0; token < count; token += Math.ceil(count / sampledTokens)) {
    if (kinds[token] !== tokenKind.word && kinds[token] !== tokenKind.ideograph) continue;
    words++;
    const code = text.charCodeAt(starts[token]!);
    if (code >= 0x370) {
      const script = scripts.findIndex(({ from, to }) => code >= from && code <= to);
      if (script >= 0) byScript[script]!++;
    }
    const bits = entries[token]! < 0 ? 0 : languageBits[entries[token]!]!;
    for (let bit = 0; bit < languages.length; bit++) byWords[bit]! += (bits >> bit) & 1;
  }
  const japanese = scripts.findIndex(({ language }) => language === "ja");
  // kana decide between Japanese and Chinese, which share their ideographs
  if (byScript[japanese]! * 10 > byScript[japanese + 1]!) byScript[japanese]! += byScript[japanese + 1]!;
  const found = [
    ...languages.map((language, index) => ({ language, count: byWords[index]! })),
    ...scripts.map(({ language }, index) => ({ language, count: byScript[index]! })),
  ].reduce((one, other) => (other.count > one.count ? other : one));
  return found.count > words * leastShare ? found.language : "und";
}

/** By range of code units; Japanese just before Chinese. */
const scripts: readonly { readonly from: number; readonly to: number; readonly language: string }[] = [
  { from: 0x370, to: 0x3ff, language: "el" },
  { from: 0x400, to: 0x52f, language: "ru" },
  { from: 0x590, to: 0x5ff, language: "he" },
  { from: 0x600, to: 0x6ff, language: "ar" },
  { from: 0x900, to: 0x97f, language: "hi" },
  { from: 0xe00, to: 0xe7f, language: "th" },
  { from: 0x3040, to: 0x30ff, language: "ja" },
  { from: 0x3400, to: 0x9fff, language: "zh" },
  { from: 0xac00, to: 0xd7af, language: "ko" },
];
