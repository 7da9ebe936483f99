import type { ModelAnswer, ModelRequest } from "../models/index.ts";
import type { Outcome } from "./outcome.ts";
import type { RunRequest } from "./request.ts";

export type Next<Input, Output> = (input: Input) => Promise<Output>;

/** Stands around a step: may change what goes in and what comes out, and calls `next` at most once. */
export type Hook<Input, Output> = (input: Input, next: Next<Input, Output>) => Promise<Output>;

/** One call on its way to a model. */
export interface ModelCall {
  readonly requestId: string;
  readonly tier: string;
  readonly model: string;
  readonly kind: "first" | "retry" | "repair";
  readonly request: ModelRequest;
}

export interface Hooks<Value, Context> {
  /** Around a whole request, before it is checked; what a hook throws reaches the caller. */
  readonly run?: readonly Hook<RunRequest<Context>, Outcome<Value>>[];
  /** Around every model call; what a hook throws is a failed attempt. */
  readonly call?: readonly Hook<ModelCall, ModelAnswer>[];
}

/** The first hook is the outermost. Calling `next` twice would pay twice for one attempt, so it throws. */
export function compose<Input, Output>(
  hooks: readonly Hook<Input, Output>[],
  last: Next<Input, Output>,
): Next<Input, Output> {
  return hooks.reduceRight<Next<Input, Output>>(
    (next, hook) => async (input) => {
      let isCalled = false;
      return hook(input, (passed) => {
        if (isCalled) throw new Error("a hook called next() twice; call it once and use its result");
        isCalled = true;
        return next(passed);
      });
    },
    last,
  );
}
