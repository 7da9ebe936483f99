/** What should this business buy, on what evidence? */
export { type ArmFigures, type BreakEven, breakEvenErrorCost } from "./break-even.ts";
