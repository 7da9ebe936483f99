/**
 * tierwise: send each piece of work to the smallest language model that gets it right, check the answer, escalate when
 * it must be, and know what a successful outcome costs.
 */
export {
  type AsyncEmbedder,
  type Complexity,
  type Concept,
  type Embedder,
  explain,
  type ScoreOptions,
  scoreComplexity,
  scoreComplexityWith,
  signalMeanings,
} from "./complexity/index.ts";
export { InputError } from "./errors/index.ts";
export {
  estimateRequest,
  type FitOptions,
  fitScorer,
  type KindSource,
  loadDefaultScorer,
  type RequestEstimate,
  readScorer,
  type Scorer,
  writeScorer,
} from "./estimation/index.ts";
export { type Feedback, type Ledger, type LedgerEntry, memoryLedger } from "./ledger/index.ts";
export {
  embeddedModel,
  type Issue,
  listPrice,
  loadEmbeddedNetworks,
  type Message,
  type Model,
  type ModelAnswer,
  type ModelRequest,
  type Network,
  type PriceRow,
  priceOf,
  type Usage,
} from "./models/index.ts";
export {
  type Decision,
  type DecisionInput,
  fixedPolicy,
  type Policy,
  parsePolicy,
  type Risk,
  type Rung,
  type ThresholdParameters,
  thresholdPolicy,
} from "./policy/index.ts";
export {
  type Attempt,
  type Checks,
  createRouter,
  type FailureKind,
  type Outcome,
  type Router,
  type RouterOptions,
  type Rule,
  type RunRequest,
  type StandardSchema,
  type Verdict,
} from "./workflow/index.ts";
