/**
 * tierwise: send each piece of work to the smallest language model that gets it right, check the answer, escalate when
 * it must be, and know what a successful outcome costs.
 */
export {
  type Complexity,
  type Concept,
  type Embedder,
  type ScoreOptions,
  scoreComplexity,
} from "./complexity/index.ts";
export { InputError } from "./errors/index.ts";
export { type Feedback, type Ledger, type LedgerEntry, memoryLedger } from "./ledger/index.ts";
export {
  type CallFacts,
  type CallFailure,
  embeddedModel,
  functionModel,
  type ImportedPrices,
  type Issue,
  importLitellmPrices,
  importModelsDevPrices,
  listPrice,
  listPriceTable,
  loadEmbeddedNetworks,
  type Message,
  type Model,
  type ModelAnswer,
  ModelCallError,
  type ModelEvent,
  type ModelRequest,
  type Network,
  type PriceRow,
  type PriceTable,
  priceCall,
  priceOf,
  priceTable,
  replayModel,
  type SpendBounds,
  type TokenEstimator,
  tokenEstimator,
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
