import { foldedAscii } from "./code-kinds.ts";

/** Words that say how a text is put together, by what they do. A word is in one group only. */
const groups = {
  connectives: "because since therefore thus hence so but and or however although though while also then",
  comparisons: "more less than most least fewer greater larger smaller higher lower twice half times best better",
  negations: "not no never none neither nor without except unless cannot isn doesn don false incorrect",
  conditions: "if when whether suppose assume given only until provided should would could might may",
  quantities: "each every per total all both altogether many much several some any average rest remaining left another",
  timeWords: "day days week weeks month months year years hour hours minute minutes today before after first next last",
  pronouns: "i you he she it we they his her their its my your our him them",
  demonstratives: "which who that this these those whom whose",
  questionWords: "what where why how describe explain compare find determine calculate",
  functionWords: "the a an of in on at by to from with as is are was were be been has have had do does did",
  codeWords: "def return import class function else print range len int str list dict assert lambda self var for",
};

export const wordGroupNames = Object.keys(groups) as readonly (keyof typeof groups)[];

/** Group of a word by its hash, as `wordCounts` makes it. */
export const wordGroups: ReadonlyMap<number, number> = new Map(
  wordGroupNames.flatMap((name, group) =>
    groups[name].split(" ").map((word): [number, number] => [hashOf(word), group]),
  ),
);

function hashOf(word: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ foldedAscii[word.charCodeAt(at)]!, 0x01000193);
  return hash;
}
