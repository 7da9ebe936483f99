/** A piece of a message. Text is scored and sent; every other piece is sent untouched. */
export type ContentPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly image: ImageSource }
  /** A document given by the caller's retriever, cited by its id. */
  | { readonly type: "document"; readonly id: string; readonly title?: string; readonly text: string };

export type ImageSource = { readonly url: string } | { readonly mediaType: string; readonly base64: string };

/** One turn of a conversation. */
export type Message =
  | { readonly role: "system"; readonly content: string }
  | { readonly role: "user"; readonly content: string | readonly ContentPart[] }
  | { readonly role: "assistant"; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: "tool"; readonly toolCallId: string; readonly content: string };

/** A tool that the model may call; `parameters` is a JSON schema of an object. */
export interface Tool {
  readonly name: string;
  readonly description?: string;
  readonly parameters: JsonSchema;
}

/** A call that the model asks for. `arguments` is the text as it came, parsed by whoever checks it. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** One thing that was wrong with an answer: where, what was expected, what came. */
export interface Issue {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly value: unknown;
}

export interface ModelRequest {
  readonly messages: readonly Message[];
  /** What the answer must look like; the model's wire carries as much of it as it can. */
  readonly schema?: JsonSchema;
  readonly tools?: readonly Tool[];
  readonly toolChoice?: "auto" | "none" | "required" | { readonly name: string };
  /** Overrides the model's own limit, for instance after an answer that was cut off. */
  readonly maxOutputTokens?: number;
  /** Set when the model is told what was wrong with its last answer; the messages say it too, in words. */
  readonly repair?: { readonly previousText: string; readonly issues: readonly Issue[] };
  readonly signal?: AbortSignal;
}

/** Tokens spent by one call; the parts of each side add up to its total. */
export interface Usage {
  readonly inputTokens: {
    readonly noCache: number;
    readonly cacheRead: number;
    /** All tokens written to a cache. */
    readonly cacheWrite: number;
    /** Split of `cacheWrite` by how long it is kept, for instance `{ "5m": 120, "1h": 0 }`; absent when not said. */
    readonly cacheWriteByRetention?: Readonly<Record<string, number>>;
  };
  readonly outputTokens: { readonly text: number; readonly reasoning: number };
  /** Service tier or speed that the provider says it billed, where it is not the standard one; it changes the price. */
  readonly tier?: string;
  /** What was billed beside these tokens, by the provider's name for it, for instance `web_search_requests`. */
  readonly otherBilled?: Readonly<Record<string, number>>;
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
  readonly finishReason: "stop" | "length" | "refusal" | "tool-calls" | "other";
  /** What the model said when it refused. */
  readonly refusal?: string;
  readonly toolCalls?: readonly ToolCall[];
  /** null when the provider did not say. */
  readonly usage: Usage | null;
  /** Set where the provider did not say what a good answer used: the least and the most that it can have cost. */
  readonly spend?: SpendBounds;
  /** The model that the provider says answered. */
  readonly servedModel?: string;
  /** Service tier or speed that the provider says it used; it may change the price. */
  readonly servedTier?: string;
  readonly requestId?: string;
  readonly latencyMs: number;
  readonly firstTokenMs?: number;
  /** Natural logarithm of the chance of each output token, where offered. */
  readonly tokenLogProbabilities?: readonly number[];
  /** What is odd about the answer, one line each: for instance a usage that cannot be right, and so counts as unknown. */
  readonly warnings?: readonly string[];
  /** What the wire could not carry of the schema, by path. */
  readonly schemaLosses?: readonly Issue[];
  readonly confidence?: AnswerConfidence;
  /** How many requests and tokens the provider still allows, as its headers say. */
  readonly rateLimit?: RateLimit;
}

export interface RateLimit {
  readonly remainingRequests?: number;
  readonly remainingTokens?: number;
  /** Milliseconds until the allowance is full again. */
  readonly resetMs?: number;
}

/** A piece of an answer on its way; `end` carries the whole. */
export type ModelEvent =
  /** The model has begun to answer, if not with text: with thoughts or a tool call. */
  | { readonly type: "begin" }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "end"; readonly answer: ModelAnswer };

/** The least and the most that a call can have cost, in integer nano-dollars; null when there is no telling. */
export interface SpendBounds {
  readonly leastNanoUsd: number;
  readonly mostNanoUsd: number | null;
}

/** One callable endpoint with its price. A call that fails throws a `ModelCallError`. */
export interface Model {
  readonly id: string;
  /**
   * Tells models of one id apart: it changes with whatever shapes the answers (address, parameters, effort, limits,
   * weights). What is remembered of an answer is remembered for its version. Absent where nobody can say.
   */
  readonly version?: string;
  /** null when unknown: costs are then unknown too, never 0. */
  readonly price: PriceRow | null;
  /** Set when the price is another model's, for instance that of a hosted model of the same standing. */
  readonly pricedAs?: string;
  /** The most tokens the model may answer with; null when unknown. */
  readonly maxOutputTokens?: number | null;
  generate(request: ModelRequest): Promise<ModelAnswer>;
  /** Present when the model can answer piece by piece. */
  stream?(request: ModelRequest): AsyncIterable<ModelEvent>;
  /** The least and the most that the request can cost, known before it is made; present where the model can say. */
  spendBounds?(request: ModelRequest): SpendBounds;
}

/** US dollars per million tokens. What is absent is unknown, never 0. */
export interface TokenPrices {
  readonly inputUsdPerMillion: number;
  readonly outputUsdPerMillion: number;
  readonly cacheReadUsdPerMillion?: number;
  /** By how long the written tokens are kept, for instance `5m`; `default` prices those of which usage does not say. */
  readonly cacheWriteUsdPerMillion?: Readonly<Record<string, number>>;
}

/** Prices that hold for every token of a call whose whole prompt, cached tokens too, is longer than this. */
export interface LongPromptPrices extends TokenPrices {
  readonly abovePromptTokens: number;
}

/** List prices of one model over a span of time. */
export interface PriceRow extends TokenPrices {
  readonly model: string;
  /** Prompts longer than this many tokens have no known price, unless `longPrompts` says it. */
  readonly upToPromptTokens?: number;
  /** Bands of longer prompts, shortest first. */
  readonly longPrompts?: readonly LongPromptPrices[];
  /** What other service tiers and speeds cost: a factor on every price, or prices of their own for short prompts. */
  readonly serviceTiers?: Readonly<Record<string, { readonly multiplier: number } | TokenPrices>>;
  /** First day that the row holds, ISO 8601; absent: for ever before. */
  readonly effectiveFrom?: string;
  /** First day that it no longer holds. */
  readonly effectiveTo?: string;
  /** Day the price was noted, ISO 8601. */
  readonly asOf: string;
  readonly source: string;
}
