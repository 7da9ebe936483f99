/**
 * Answers that rest on documents: each reader sees only what its labels permit, every citation is checked, and a repeated
 * question costs nothing. Runs offline (the model here is a function): `npx tsx examples/documents.ts`.
 */
import {
  answerCache,
  citationsInText,
  createRouter,
  type Document,
  fixedPolicy,
  listPrice,
  type Model,
  type ModelRequest,
} from "tierwise";

const handbook: Document[] = [
  { id: "warranty", text: "Lamps carry a warranty of two years from delivery.", relevance: 0.9 },
  { id: "margins", text: "The margin on lamps is 41 percent.", labels: ["staff"], relevance: 0.8 },
];

/** Quotes the first sentence of the last document that it was given. */
const quoting: Model = {
  id: "quoting",
  price: listPrice("claude-haiku-5-5"),
  generate: async (request) => ({
    text: quoteFrom(request),
    finishReason: "stop",
    usage: { inputTokens: { noCache: 200, cacheRead: 0, cacheWrite: 0 }, outputTokens: { text: 20, reasoning: 0 } },
    latencyMs: 1,
  }),
};

const router = createRouter({
  tiers: { only: quoting },
  policy: fixedPolicy("only"),
  retrieve: async () => handbook,
  citations: { of: citationsInText, atLeast: 1 },
  cache: answerCache(),
});

const readers = [{ id: "customer" }, { id: "clerk", labels: ["staff"] }, { id: "another customer" }];
for (const principal of readers) {
  const { value, context, cache, costNanoUsd } = await router.run({ prompt: "What about lamps?", principal });
  console.log(`${principal.id}: ${value} (withheld ${context?.withheld}, cache ${cache}, ${costNanoUsd} nano-dollars)`);
}

function quoteFrom({ messages }: ModelRequest): string {
  const parts = messages.flatMap(({ content }) => (typeof content === "string" ? [] : content));
  const document = parts.filter((part) => part.type === "document").at(-1);
  return document ? `"${document.text}" [doc:${document.id}]` : "I have nothing on that.";
}
