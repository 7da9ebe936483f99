import { InputError, showValue } from "../errors/index.ts";
import { type Cell, type MatrixRow, matrixHash, type OutcomeMatrix, type RecordedAttempt } from "../matrix/index.ts";
import { textOf } from "./message-text.ts";
import { ModelCallError } from "./model-call-error.ts";
import { modelVersion } from "./model-version.ts";
import type { Message, Model, ModelAnswer, ModelRequest, PriceRow, SpendBounds, Usage } from "./types.ts";

export interface ReplayModelOptions {
  /** The matrix column to play back. */
  readonly arm: string;
  /** Default: the arm. */
  readonly id?: string;
  /** Prices the recorded usage anew; without it the recorded cost stands, in `spend`. */
  readonly price?: PriceRow | null;
}

/**
 * Plays recorded outcomes back without calling anyone: a request of the matrix gets what the arm answered then. Repeats
 * are played in turn, repairs one recorded attempt after the other; a request that was never recorded fails.
 */
export function replayModel(matrix: OutcomeMatrix, { arm, id = arm, price = null }: ReplayModelOptions): Model {
  if (!matrix.arms.includes(arm))
    throw new InputError(`expected one of the matrix's arms (${matrix.arms.join(", ")}), got ${showValue(arm)}`, {
      field: "arm",
    });
  let version: string | undefined;
  const cases = new Map(matrix.rows.map((row) => [keyOf(conversationOf(row)), startCase(row, arm)]));
  return {
    id,
    get version() {
      version ??= modelVersion([matrixHash([matrix.rows]), arm]);
      return version;
    },
    price,
    generate: async (request) => {
      if (request.signal?.aborted)
        throw new ModelCallError(`${id}: stopped by the caller`, { failure: "aborted", model: id });
      const one = findCase(cases, request);
      if (!one)
        throw new ModelCallError(`${id}: this request was never recorded`, { failure: "bad-request", model: id });
      return play(nextAttempt(one, request.repair !== undefined), id);
    },
  };
}

interface Playing {
  readonly repeats: readonly Cell[];
  repeat: number;
  attempt: number;
}

function startCase({ outcomes }: MatrixRow, arm: string): Playing {
  const cells = outcomes[arm];
  return { repeats: cells === undefined ? [] : Array.isArray(cells) ? cells : [cells as Cell], repeat: -1, attempt: 0 };
}

/** What one call got: a recorded attempt, or the cell where no attempts were recorded. */
type Played = { readonly cell: Cell; readonly attempt: RecordedAttempt | null } | null;

function nextAttempt(playing: Playing, isRepair: boolean): Played {
  if (playing.repeats.length === 0) return null;
  if (isRepair) playing.attempt += 1;
  else {
    playing.attempt = 0;
    playing.repeat = (playing.repeat + 1) % playing.repeats.length;
  }
  const cell = playing.repeats[playing.repeat]!;
  const attempts = cell.attempts ?? [];
  if (attempts.length === 0) return playing.attempt === 0 ? { cell, attempt: null } : null;
  return playing.attempt < attempts.length ? { cell, attempt: attempts[playing.attempt]! } : null;
}

function play(played: Played, id: string): ModelAnswer {
  const text = played?.attempt ? played.attempt.response : played?.cell.response;
  if (!played || text === undefined || text === null) {
    const reason = played?.cell.error ?? "no answer was recorded for this call";
    throw new ModelCallError(`${id}: ${reason}`, { failure: "server", model: id });
  }
  const { cell, attempt } = played;
  const usage = attempt ? attempt.usage : usageOf(cell);
  const spend = spendOf(attempt ? attempt.costNanoUsd : (cell.costNanoUsd ?? null));
  const confidence = attempt?.confidence ?? cell.confidence;
  return {
    text,
    finishReason: "stop",
    usage,
    latencyMs: attempt?.latencyMs ?? cell.latencyMs ?? 0,
    ...(attempt && { servedModel: attempt.model }),
    ...(spend && { spend }),
    ...(confidence !== undefined && { confidence: { overall: confidence, labels: {} } }),
  };
}

function usageOf({ inputTokens, outputTokens }: Cell): Usage | null {
  if (inputTokens === null || outputTokens === null) return null;
  return {
    inputTokens: { noCache: inputTokens, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { text: outputTokens, reasoning: 0 },
  };
}

function spendOf(costNanoUsd: number | null): SpendBounds | null {
  return costNanoUsd === null ? null : { leastNanoUsd: costNanoUsd, mostNanoUsd: costNanoUsd };
}

/** Finds the case that the conversation begins with: repairs add turns to it. */
function findCase(cases: ReadonlyMap<string, Playing>, { messages }: ModelRequest): Playing | undefined {
  const turns = spoken(messages);
  for (let length = turns.length; length > 0; length--) {
    const found = cases.get(keyOf(turns.slice(0, length)));
    if (found) return found;
  }
  return undefined;
}

type Turn = readonly [role: string, text: string];

function spoken(messages: readonly Message[]): Turn[] {
  return messages.filter(({ role }) => role !== "system").map((message) => [message.role, textOf(message)]);
}

/** Instructions are not part of a case: they are the arm's. */
function conversationOf({ prompt, messages }: MatrixRow): Turn[] {
  return messages ? spoken(messages as readonly Message[]) : [["user", prompt ?? ""]];
}

function keyOf(turns: readonly Turn[]): string {
  return JSON.stringify(turns);
}
