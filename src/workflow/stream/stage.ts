import type { FailureKind } from "../verdicts/verdict.ts";

/** What a watcher of a request is told. Text that was `replaced` is void: it did not pass. */
export type StreamEvent<Final> =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "replaced"; readonly tier: string; readonly reason: FailureKind }
  | { readonly type: "outcome"; readonly outcome: Final };

/** Where the text of attempts is shown. */
export interface Stage {
  text(text: string): void;
  /** Takes back what the attempt has shown so far. */
  retract(tier: string, reason: FailureKind): void;
  /** The text that passed, if it is not on show already. */
  settle(text: string): void;
}

/**
 * `checked` holds text back until its answer has passed every check; `live` shows it as it comes and says when it has to be
 * taken back.
 */
export function stage(show: "checked" | "live", tell: (event: StreamEvent<never>) => void): Stage {
  let isShowing = false;
  return {
    text: (text) => {
      if (show === "checked" || text === "") return;
      isShowing = true;
      tell({ type: "text", text });
    },
    retract: (tier, reason) => {
      if (!isShowing) return;
      isShowing = false;
      tell({ type: "replaced", tier, reason });
    },
    settle: (text) => {
      if (isShowing || text === "") return;
      isShowing = true;
      tell({ type: "text", text });
    },
  };
}
