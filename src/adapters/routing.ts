import type { CallFailure, ModelAnswer } from "../models/index.ts";
import type { RoutedRequest } from "./routed-request.ts";

/** How a routed request ended, as far as a wrapped client tells it. Every outcome of a `Router` is one. */
export interface RoutedOutcome {
  readonly id: string;
  readonly status: "accepted" | "review" | "failed" | "cancelled";
  readonly value?: unknown;
  readonly toolCalls?:
    | readonly { readonly id: string; readonly name: string; readonly arguments: object }[]
    | undefined;
  readonly attempts: readonly { readonly model: string; readonly answer: ModelAnswer | null }[];
  readonly failure?: {
    readonly kind: string;
    readonly call?: { readonly failure: CallFailure; readonly retryAfterMs?: number };
  };
  readonly reason: string;
}

/** What a wrapped client needs of a router. */
export interface Routing {
  run(request: RoutedRequest & { readonly signal?: AbortSignal | undefined }): Promise<RoutedOutcome>;
}

/** One router for `tierwise/auto`, or several by the name after `tierwise/`. */
export type Routers = Routing | Readonly<Record<string, Routing>>;

const prefix = "tierwise/";

/** The name of the workflow that a model stands for, or null where it is a provider's. */
export function workflowOf(model: unknown): string | null {
  return typeof model === "string" && model.startsWith(prefix) ? model.slice(prefix.length) : null;
}

export function routerOf(routers: Routers, name: string): Routing | null {
  if (typeof routers.run === "function") return name === "auto" ? (routers as Routing) : null;
  return (routers as Readonly<Record<string, Routing>>)[name] ?? null;
}
