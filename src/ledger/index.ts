/** What happened, and what was later said of it. Never on a request's critical path. */
export { type Feedback, type Ledger, type LedgerEntry, memoryLedger } from "./memory-ledger.ts";
