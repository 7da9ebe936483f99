import { readFile } from "node:fs/promises";
import { loadTokenCounter, type TokenCounter } from "../count-tokens.ts";
import { textOf } from "../message-text.ts";
import { modelVersion } from "../model-version.ts";
import { packageFile } from "../package-file.ts";
import type { Model, ModelAnswer, ModelRequest, PriceRow } from "../types.ts";
import { decode } from "./decode.ts";
import type { Network } from "./network.ts";
import { readFeatures } from "./read-features.ts";
import { parseWeights } from "./weights-file.ts";

export interface EmbeddedModelOptions {
  /** The hosted model whose price its calls carry; without it their cost is unknown. */
  readonly price?: PriceRow;
}

/**
 * A model that runs inside this process: a small trained network with real errors, for demos and tests without a key.
 *
 * It reads the first user message only (a bag of hashed words and word pieces), answers in JSON and reports how sure it
 * is of each label. Tokens are counted on the whole conversation and on the answer with o200k_base.
 */
export function embeddedModel(network: Network, { price }: EmbeddedModelOptions = {}): Model {
  return {
    id: `embedded-${network.name}`,
    get version() {
      return weightsVersion(network);
    },
    price: price ?? null,
    ...(price && { pricedAs: price.model }),
    generate: async (request) => answer(network, request, await loadTokenCounter()),
  };
}

const versions = new WeakMap<Network, string>();

function weightsVersion(network: Network): string {
  const known = versions.get(network) ?? modelVersion(network);
  versions.set(network, known);
  return known;
}

let shipped: Promise<readonly Network[]> | undefined;

/** The networks that ship with the package, narrowest first. */
export function loadEmbeddedNetworks(): Promise<readonly Network[]> {
  shipped ??= readNetworks().catch((error: unknown) => {
    shipped = undefined;
    throw error;
  });
  return shipped;
}

async function readNetworks(): Promise<readonly Network[]> {
  const file = packageFile("fixtures", "embedded", "weights.bin");
  return parseWeights(await readFile(file), file).networks;
}

function answer(network: Network, request: ModelRequest, countTokens: TokenCounter): ModelAnswer {
  request.signal?.throwIfAborted();
  const startedAt = performance.now();
  const features = readFeatures(userText(request), network.buckets);
  const { text, confidence } = decode(network, features, request.repair?.issues);
  const latencyMs = performance.now() - startedAt;
  const inputTokens = request.messages.reduce(
    (sum, message) => sum + countTokens(textOf(message), { isRepeated: message.role === "system" }),
    0,
  );
  return {
    text,
    finishReason: "stop",
    usage: {
      inputTokens: { noCache: inputTokens, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { text: countTokens(text), reasoning: 0 },
    },
    latencyMs,
    confidence,
  };
}

/** The message to read: the first user turn, since later ones are repair notes about it. */
function userText({ messages }: ModelRequest): string {
  const first = messages.find(({ role }) => role === "user");
  return first ? textOf(first) : "";
}
