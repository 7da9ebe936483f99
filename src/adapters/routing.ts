import type { Outcome, Router, ToolCallOutcome } from "../workflow/index.ts";

/** How a routed request ended. */
export type RoutedOutcome = Outcome | ToolCallOutcome;

/** What a wrapped client needs of a router. */
export type Routing = Pick<Router<unknown, unknown>, "run">;

/** One router for `tierwise/auto`, or several by the name after `tierwise/`. */
export type Routers = Routing | Readonly<Record<string, Routing>>;

const prefix = "tierwise/";

/** The name of the workflow that a model stands for, or null where it is a provider's. */
export function workflowOf(model: unknown): string | null {
  return typeof model === "string" && model.startsWith(prefix) ? model.slice(prefix.length) : null;
}

export function routerOf(routers: Routers, name: string): Routing | null {
  if (typeof routers.run === "function") return name === "auto" ? (routers as Routing) : null;
  return Object.hasOwn(routers, name) ? (routers as Readonly<Record<string, Routing>>)[name]! : null;
}
