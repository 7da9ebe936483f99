import { hashOfWord, type Tokens, tokenKind } from "./scan.ts";

/** Frequent short words by language; shared ones count for each. */
const frequentWords: Readonly<Record<string, string>> = {
  en: "the and to of a in is it you that for was on with my i this have but not are be as at what how",
  de: "der die das und ist nicht ich ein eine zu den mit auf für sich von wir sie es bitte wie haben",
  fr: "le la les et est une des je vous que pour pas dans sur mon qui au du il avec ne ce",
  es: "el los las y es que una por para mi en del con lo se su al como pero no más",
  it: "il gli e è che un una per di non con mi sono della ho del si come più",
  pt: "o os as e é que um uma para não com do da em por se meu mais como",
  nl: "de het een en is van ik dat niet op te met voor mijn zijn er aan maar",
};

let languagesOf: Map<number, string[]> | undefined;

/** Share of words that must be frequent ones of a language before it is named. */
const leastShare = 0.12;

/** A two-letter language code by frequent words or by script; `und` when neither tells. */
export function languageOf({ text, count, starts, hashes, kinds }: Tokens): string {
  languagesOf ??= compile();
  const found: Record<string, number> = {};
  let words = 0;
  for (let index = 0; index < count; index++) {
    if (kinds[index] !== tokenKind.word && kinds[index] !== tokenKind.ideograph) continue;
    words++;
    const code = text.charCodeAt(starts[index]!);
    const languages = code < 0x250 ? languagesOf.get(hashes[index]!) : scriptOf(code);
    if (languages !== undefined) for (const language of languages) found[language] = (found[language] ?? 0) + 1;
  }
  // kana decide between Japanese and Chinese, which share their ideographs
  if ((found.ja ?? 0) * 10 > (found.zh ?? 0) && found.ja !== undefined) found.ja += found.zh ?? 0;
  const [best, most] = Object.entries(found).reduce((one, other) => (other[1] > one[1] ? other : one), ["und", 0]);
  return most > words * leastShare ? best : "und";
}

const scripts: readonly (readonly [from: number, to: number, languages: readonly string[]])[] = [
  [0x370, 0x3ff, ["el"]],
  [0x400, 0x52f, ["ru"]],
  [0x590, 0x5ff, ["he"]],
  [0x600, 0x6ff, ["ar"]],
  [0x900, 0x97f, ["hi"]],
  [0xe00, 0xe7f, ["th"]],
  [0x3040, 0x30ff, ["ja"]],
  [0x3400, 0x9fff, ["zh"]],
  [0xac00, 0xd7af, ["ko"]],
];

function scriptOf(code: number): readonly string[] | undefined {
  return scripts.find(([from, to]) => code >= from && code <= to)?.[2];
}

function compile(): Map<number, string[]> {
  const compiled = new Map<number, string[]>();
  for (const [language, words] of Object.entries(frequentWords)) {
    for (const word of words.split(" ")) {
      const hash = hashOfWord(word);
      compiled.set(hash, [...(compiled.get(hash) ?? []), language]);
    }
  }
  return compiled;
}
