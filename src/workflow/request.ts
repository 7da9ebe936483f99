import { userTextOf } from "../complexity/index.ts";
import { InputError, showValue } from "../errors/index.ts";
import type { JsonSchema, Message, ModelRequest, Tool } from "../models/index.ts";
import type { Risk } from "../policy/index.ts";
import type { Principal } from "./context/documents.ts";

interface RequestFacts<Context> {
  /** Instructions for the model; not scored. */
  readonly system?: string | undefined;
  /** Handed to the rules and to the retriever. */
  readonly context?: Context;
  /** Default `normal`. */
  readonly risk?: Risk;
  /** On whose behalf: documents that it may not read are never used. */
  readonly principal?: Principal;
  /** Answers are never shared between tenants. */
  readonly tenant?: string;
  /** Requests with the same name are turns of one conversation; see `stickyPolicy`. */
  readonly conversation?: string;
  /** The most that the request may cost. */
  readonly budgetUsd?: number;
  /** The longest that it may take. */
  readonly deadlineMs?: number;
  /** Tokens of the answer, reasoning included; the router's limit by default. */
  readonly maxOutputTokens?: number;
  /**
   * JSON schema that the answer must fit, besides the router's own. Without a schema of the router's the value is then the
   * JSON alone, as text. It is held against the answer, not told to the model: say in the messages what you want.
   */
  readonly answerSchema?: JsonSchema | undefined;
  /** `false` neither reads nor writes the router's cache. Default true. */
  readonly useCache?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What an application asks for: the user's text, or a whole conversation that goes to the model untouched. */
export type RunRequest<Context = unknown> = RequestFacts<Context> &
  (
    | { readonly prompt: string; readonly messages?: undefined }
    | { readonly prompt?: undefined; readonly messages: readonly Message[] }
  );

/** With tools on offer the outcome may be tool calls in place of a value. */
export type ToolRequest<Context = unknown> = RunRequest<Context> & {
  readonly tools: readonly Tool[];
  readonly toolChoice?: ModelRequest["toolChoice"];
};

/** A request as the workflow works on it. */
export interface CheckedRequest<Context> extends Omit<RequestFacts<Context>, "context" | "system"> {
  readonly messages: readonly Message[];
  /** What is scored: the user's own words, nothing that came along. */
  readonly userText: string;
  readonly context: Context;
  readonly tools?: readonly Tool[];
  readonly toolChoice?: ModelRequest["toolChoice"];
}

/** @throws InputError naming the field, what was expected and the fix. */
export function checkRequest<Context>(request: RunRequest<Context> | ToolRequest<Context>): CheckedRequest<Context> {
  if (typeof request !== "object" || request === null) {
    refuse("request", `expected a request, for instance { prompt: "…" }, got ${showValue(request)}`);
  }
  const { prompt, messages: given, system, context, ...rest } = request;
  if (prompt !== undefined && given !== undefined) {
    refuse("messages", "expected either a prompt or messages, got both; leave one out");
  }
  const said = given === undefined ? messagesOfPrompt(prompt) : checkMessages(given);
  checkFacts(request);
  const messages: readonly Message[] = system === undefined ? said : [{ role: "system", content: system }, ...said];
  const userText = given === undefined ? prompt! : userTextOf(said).text;
  return { ...rest, messages, userText, context: context as Context };
}

function messagesOfPrompt(prompt: unknown): Message[] {
  if (typeof prompt !== "string" || prompt.trim() === "") {
    refuse("prompt", `expected the user's text, got ${showValue(prompt)}`);
  }
  return [{ role: "user", content: prompt }];
}

const roles = ["system", "user", "assistant", "tool"];

function checkMessages(messages: readonly Message[]): readonly Message[] {
  if (!Array.isArray(messages) || !messages.some((message) => message?.role === "user")) {
    refuse("messages", `expected a list with at least one user message, got ${showValue(messages)}`);
  }
  messages.forEach(checkMessage);
  return messages;
}

function checkMessage(message: Message, index: number): void {
  const place = `messages.${index}`;
  if (typeof message !== "object" || message === null) {
    refuse(place, `expected a message with role and content, got ${showValue(message)}; take it out`);
  }
  const { role, content } = message;
  if (!roles.includes(role)) refuse(`${place}.role`, `expected one of ${roles.join(", ")}, got ${showValue(role)}`);
  const isParts = role === "user" && Array.isArray(content) && content.every((part) => part?.type !== undefined);
  if (typeof content === "string" || isParts) return;
  const expected = role === "user" ? "text or a list of parts" : "text";
  refuse(`${place}.content`, `expected ${expected}, got ${showValue(content)}; "" says nothing`);
}

function checkFacts<Context>(request: RunRequest<Context> & { readonly tools?: readonly Tool[] }): void {
  const { risk, budgetUsd, deadlineMs, maxOutputTokens, tools = [] } = request;
  if (risk !== undefined && !["low", "normal", "high"].includes(risk)) {
    refuse("risk", `expected low, normal or high, got ${showValue(risk)}`);
  }
  if (budgetUsd !== undefined && !(budgetUsd >= 0)) {
    refuse("budgetUsd", `expected an amount in US dollars, got ${showValue(budgetUsd)}; leave it out for no limit`);
  }
  if (deadlineMs !== undefined && !(deadlineMs > 0)) {
    refuse("deadlineMs", `expected milliseconds above 0, got ${showValue(deadlineMs)}; leave it out for no limit`);
  }
  if (maxOutputTokens !== undefined && !(maxOutputTokens >= 1)) {
    refuse("maxOutputTokens", `expected at least 1, got ${showValue(maxOutputTokens)}; leave it out for the default`);
  }
  const names = tools.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) refuse("tools", `expected tools with names of their own, got two called ${repeated}`);
}

function refuse(field: string, problem: string): never {
  throw new InputError(problem, { field });
}
