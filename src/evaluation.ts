/** What `tierwise/evaluation` offers: suites, runs, replay and tuning, and fitting the estimator of success on what they recorded. */
export { benchScorer, type FitOptions, fitScorer, type KindSource, writeScorer } from "./estimation/index.ts";
export * from "./evaluation/index.ts";
