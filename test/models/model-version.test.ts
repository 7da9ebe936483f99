import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import {
  embeddedModel,
  functionModel,
  type OpenAIModelOptions,
  openaiModel,
  replayModel,
} from "../../src/models/index.ts";
import { syntheticRows } from "../support/synthetic-matrix.ts";
import { tinyNetwork } from "../support/tiny-network.ts";

const client = new OpenAI({ apiKey: "none", baseURL: "http://127.0.0.1:1/v1" });

function versionOf(options: Partial<OpenAIModelOptions> = {}, from = client): string | undefined {
  return openaiModel(from, { model: "m", id: "one name", ...options }).version;
}

describe("a model's version", () => {
  test("is the same for the same model, whoever asks", () => {
    expect(versionOf()).toBe(versionOf({}, new OpenAI({ apiKey: "another", baseURL: client.baseURL })));
  });

  test("an answer kept for one model was given to another of the same name", () => {
    const versions = [
      versionOf(),
      versionOf({ model: "n" }),
      versionOf({ effort: "high" }),
      versionOf({ parameters: { temperature: 0 } }),
      versionOf({ maxOutputTokens: 7 }),
      versionOf({ api: "responses" }),
      versionOf({ dialect: "openai" }),
      versionOf({}, new OpenAI({ apiKey: "none", baseURL: "http://127.0.0.1:2/v1" })),
    ];
    expect(new Set(versions).size).toBe(versions.length);
  });

  test("of a function is what its author says, of a recording and of a network their content", () => {
    expect(functionModel(() => "a").version).toBeUndefined();
    expect(functionModel(() => "a", { version: "2" }).version).toBe("2");
    const [one, two] = [5, 6].map((rows) =>
      replayModel({ arms: ["small"], rows: syntheticRows({ rows }) }, { arm: "small" }),
    );
    expect(one!.version).not.toBe(two!.version);
    const network = tinyNetwork();
    const other = { ...network, readBias: network.readBias.map((bias) => bias + 1) };
    expect(embeddedModel(network).version).toBe(embeddedModel({ ...network }).version);
    expect(embeddedModel(other).version).not.toBe(embeddedModel(network).version);
  });
});
