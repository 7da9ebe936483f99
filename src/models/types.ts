/** One turn of a conversation. */
export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** One thing that was wrong with an answer: where, what was expected, what came. */
export interface Issue {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly value: unknown;
}

export interface ModelRequest {
  readonly messages: readonly Message[];
  /** Set when the model is told what was wrong with its last answer; the messages say it too, in words. */
  readonly repair?: { readonly previousText: string; readonly issues: readonly Issue[] };
  readonly signal?: AbortSignal;
}

/** Tokens spent by one call; the parts of each side add up to its total. */
export interface Usage {
  readonly inputTokens: { readonly noCache: number; readonly cacheRead: number; readonly cacheWrite: number };
  readonly outputTokens: { readonly text: number; readonly reasoning: number };
}

/** How sure the model is of what it said, 0..1 each. */
export interface AnswerConfidence {
  readonly overall: number;
  /** By the value's place in the answer, for instance `concerns.broken_item`. */
  readonly labels: Readonly<Record<string, number>>;
}

/** What came back from one call, whatever the provider. */
export interface ModelAnswer {
  readonly text: string;
  readonly finishReason: "stop" | "length" | "refusal" | "other";
  /** null when the provider did not say. */
  readonly usage: Usage | null;
  readonly latencyMs: number;
  readonly confidence?: AnswerConfidence;
}

/** One callable endpoint with its price. */
export interface Model {
  readonly id: string;
  /** null when unknown: costs are then unknown too, never 0. */
  readonly price: PriceRow | null;
  /** Set when the price is another model's, for instance that of a hosted model of the same standing. */
  readonly pricedAs?: string;
  generate(request: ModelRequest): Promise<ModelAnswer>;
}

/** List prices of one model in US dollars per million tokens. */
export interface PriceRow {
  readonly model: string;
  readonly inputUsdPerMillion: number;
  readonly outputUsdPerMillion: number;
  /** The row holds for prompts up to this many tokens. */
  readonly upToPromptTokens?: number;
  /** Day the price was noted, ISO 8601. */
  readonly asOf: string;
  readonly source: string;
}
