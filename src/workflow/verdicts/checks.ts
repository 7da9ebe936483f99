import type { Issue } from "../../models/index.ts";
import type { StandardSchema } from "../standard-schema.ts";
import type { CitationCheck } from "./citations.ts";

/** A named business rule over an answer and the request's context. */
export interface Rule<Value, Context = unknown> {
  readonly name: string;
  /** The issues found; none when the rule holds. */
  check(value: Value, context: Context): readonly Issue[] | Promise<readonly Issue[]>;
}

/** What an answer is held against, in this order. */
export interface Checks<Value, Context = unknown> {
  readonly schema: StandardSchema<Value>;
  readonly rules?: readonly Rule<Value, Context>[];
  /** Every document cited must have been supplied, and every quote must occur in it. */
  readonly citations?: CitationCheck<Value>;
}

/** Checks of free text have no schema: the value is the text. */
export type AnswerChecks<Value, Context> = Omit<Checks<Value, Context>, "schema"> & {
  readonly schema?: StandardSchema<Value> | undefined;
};
