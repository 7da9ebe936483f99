import { expect, test } from "vitest";
import { startFaultServer } from "../../src/testing/index.ts";
import { createRouter } from "../../src/workflow/index.ts";
import { ladderOf } from "../support/ladders.ts";
import { providerCases } from "../support/provider-models.ts";

test("hundreds of requests over real sockets, failing in every way and aborted at last, leave none open", async () => {
  const server = await startFaultServer();
  const faults = [
    { kind: "stall" },
    { kind: "reset" },
    { kind: "html" },
    { kind: "status", status: 503 },
    { kind: "answer" },
  ] as const;
  server.play(...Array.from({ length: 300 }, (_, index) => faults[index % faults.length]!));
  const caller = new AbortController();
  const routers = providerCases.map(({ make }) =>
    createRouter({
      tiers: { small: make(server), large: make(server) },
      policy: ladderOf(["small", "large"]),
      retry: { baseDelayMs: 1 },
      breaker: false,
      limits: { concurrency: 50 },
    }),
  );
  const running = Array.from({ length: 300 }, (_, index) =>
    routers[index % routers.length]!.run({ prompt: `Where is parcel ${index}?`, signal: caller.signal }),
  );
  await expect.poll(() => server.calls.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(300);
  caller.abort();
  const statuses = (await Promise.all(running)).map(({ status }) => status);
  expect(new Set(statuses)).toContain("cancelled");
  await server.whenIdle();
  await server.close();
});
