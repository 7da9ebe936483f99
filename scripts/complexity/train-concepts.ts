import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { clausesOf } from "../../src/complexity/clauses.ts";
import { scan, type Tokens, tokenKind } from "../../src/complexity/scan.ts";
import { packageFile } from "../../src/models/index.ts";
import { randomSource } from "../../src/statistics/index.ts";
import { readTrainingTexts } from "../embedded/training-texts.ts";
import { learnTopics, type Passage, type TopicOptions } from "./learn-topics.ts";
import { tableModule } from "./table-module.ts";

/** Chosen on fixtures/embedded/development.jsonl, as is the seed; nothing here was run on the evaluation suite. */
const options: TopicOptions = {
  topics: 100,
  backgrounds: 8,
  smoothing: 50,
  backgroundPrior: 0.5,
  shrinkage: 5,
  rounds: 25,
  mixedFrom: 8,
};
const seed = 4;
const leastUses = 8;

/** `tsx scripts/complexity/train-concepts.ts`: learns the concept table from the training texts; reads no label of them. */
const texts = readTrainingTexts();
const saying = [...texts.single.values()].flat().map(({ text }) => wholePassage(scan(text)));
const smallTalk = texts.neutral.flatMap((text) => clausePassages(scan(text)));
/** `--hold-out 4` leaves every fourth whole message out, for choosing the options above on messages never read. */
const { values: flags } = parseArgs({ options: { "hold-out": { type: "string", default: "0" } } });
const held = Number(flags["hold-out"]);
const mixed = [...texts.whole.filter((_, index) => held === 0 || index % held !== 0), ...texts.mixed].flatMap(
  ({ text }) => clausePassages(scan(text)),
);
const vocabulary = vocabularyOf([...saying, ...smallTalk, ...mixed]);
const indexed = (passages: number[][]): Passage[] =>
  passages.map((passage) => passage.flatMap((hash) => vocabulary.get(hash) ?? []));
const topics = learnTopics(
  { words: vocabulary.size, saying: indexed(saying), smallTalk: indexed(smallTalk), mixed: indexed(mixed) },
  options,
  randomSource(seed),
);
const file = packageFile("src", "complexity", "learned-table.ts");
const module = tableModule({ hashes: [...vocabulary.keys()], topics, backgrounds: options.backgrounds });
writeFileSync(file, module);
process.stderr.write(`wrote ${file}: ${vocabulary.size} words, ${(module.length / 1024).toFixed(0)} KB\n`);

function wholePassage(tokens: Tokens): number[] {
  return wordsOf(tokens, 0, tokens.count);
}

function clausePassages(tokens: Tokens): number[][] {
  return clausesOf(tokens).map(({ from, to }) => wordsOf(tokens, from, to));
}

function wordsOf({ hashes, kinds }: Tokens, from: number, to: number): number[] {
  const words: number[] = [];
  for (let index = from; index < to; index++) {
    if (kinds[index]! <= tokenKind.currency) words.push(hashes[index]!);
  }
  return words;
}

/** Hash → index for every word used often enough. */
function vocabularyOf(passages: readonly number[][]): Map<number, number> {
  const uses = new Map<number, number>();
  for (const passage of passages) for (const hash of passage) uses.set(hash, (uses.get(hash) ?? 0) + 1);
  const kept = [...uses].filter(([, count]) => count >= leastUses).map(([hash]) => hash);
  return new Map(kept.sort((one, other) => one - other).map((hash, index) => [hash, index]));
}
