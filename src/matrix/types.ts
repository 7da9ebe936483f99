/** Tokens that a provider reported, cached ones counted once. */
export interface RecordedUsage {
  readonly inputTokens: { readonly noCache: number; readonly cacheRead: number; readonly cacheWrite: number };
  readonly outputTokens: { readonly text: number; readonly reasoning: number };
}

/** One model call as it was recorded. */
export interface RecordedAttempt {
  readonly kind: "first" | "retry" | "repair";
  readonly model: string;
  /** Integer nano-dollars; null when the price or the usage is unknown. */
  readonly costNanoUsd: number | null;
  readonly usage: RecordedUsage | null;
  readonly latencyMs: number;
  /** `accepted`, or the name of the failure. */
  readonly verdict: string;
  readonly response?: string;
  /** The model's own probability that the answer is right, 0..1. */
  readonly confidence?: number;
}

/** What one arm made of one case. `null` is unknown, never 0. */
export interface Cell {
  /** 0..1. */
  readonly score: number | null;
  readonly success?: boolean;
  readonly costUsd: number | null;
  /** Integer nano-dollars; wins over `costUsd`. */
  readonly costNanoUsd?: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly latencyMs?: number;
  readonly response?: string | null;
  readonly confidence?: number;
  /** Natural logarithm of the chance of each token of the response, where the provider gave them. */
  readonly tokenLogProbabilities?: readonly number[];
  readonly verdict?: string;
  /** Whether the answer matched the label in full, where the suite tells that apart from being right. */
  readonly isExact?: boolean;
  readonly attempts?: readonly RecordedAttempt[];
  readonly error?: string;
}

/** One case and what each arm made of it: one line of an outcome matrix. */
export interface MatrixRow {
  readonly id: string;
  /** What the user asked; absent where `messages` say it. */
  readonly prompt?: string;
  /** The whole conversation, where there was more than one turn. */
  readonly messages?: readonly unknown[];
  readonly task?: string;
  readonly slices?: readonly string[];
  readonly cluster?: string;
  readonly weight?: number;
  readonly risk?: string;
  readonly expected?: unknown;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly outcomes: Readonly<Record<string, Cell | readonly Cell[]>>;
}

export interface OutcomeMatrix {
  readonly arms: readonly string[];
  readonly rows: readonly MatrixRow[];
}
