import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository } from "../../support/command-line.ts";
import { chromiumPath, testWithChromium } from "../../support/requirements.ts";

const pictures = join(repository, "out", "lab");
const minute = 60_000;

describe("tierwise simulate --lab", () => {
  let server: ChildProcess;
  let url = "";
  let browser: Browser | undefined;

  beforeAll(async () => {
    server = spawn(process.execPath, [join(repository, "bin", "tierwise.js"), "simulate", "--lab"]);
    const [chunk] = (await once(server.stdout!, "data")) as [Buffer];
    url = /http:\/\/127\.0\.0\.1:\d+\//.exec(chunk.toString())![0];
    mkdirSync(pictures, { recursive: true });
  }, minute);
  afterAll(async () => {
    await browser?.close();
    server.kill("SIGINT");
    const [code] = (await once(server, "exit")) as [number];
    expect(code).toBe(0);
  }, minute);

  async function open(): Promise<{ page: Page; complaints: string[]; foreign: string[] }> {
    browser ??= await chromium.launch({
      executablePath: chromiumPath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    const page = await browser.newPage({ viewport: { width: 1100, height: 1100 } });
    const [complaints, foreign]: [string[], string[]] = [[], []];
    page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
    page.on("pageerror", (error) => void complaints.push(error.message));
    page.on(
      "request",
      (asked) => void (!asked.url().startsWith(url) && !asked.url().startsWith("data:") && foreign.push(asked.url())),
    );
    await page.goto(url);
    return { page, complaints, foreign };
  }

  const statusWhen = async (page: Page, step: number): Promise<string> => {
    // the page's policy forbids evaluating text in it, so it is read from outside
    const stepNow = async (): Promise<number> =>
      Number(/step (\d+)/.exec((await page.locator("#status").textContent())!)?.[1]);
    await expect.poll(stepNow, { timeout: minute, interval: 100 }).toBeGreaterThanOrEqual(step);
    return (await page.locator("#status").textContent())!;
  };
  const lossIn = (status: string): number => Number(/loss ([\d.e-]+)/.exec(status)![1]);

  testWithChromium(
    "trains in the page: loss falls, overlap settles near 1/m, every picture is drawn, nothing leaves the machine",
    async () => {
      const { page, complaints, foreign } = await open();
      const early = await statusWhen(page, 1);
      const late = await statusWhen(page, 600);
      await page.screenshot({ path: join(pictures, "lab.png"), fullPage: true });
      expect(lossIn(late)).toBeLessThan(lossIn(early));
      const overlap = Number(/m × overlap ([\d.]+)/.exec(late)![1]);
      expect(overlap).toBeGreaterThan(0.8);
      expect(overlap).toBeLessThan(1.1);
      for (const id of ["loss", "overlap", "gram", "polygon"])
        expect(await page.locator(`#${id} svg`).count(), id).toBe(1);
      expect(complaints).toEqual([]);
      expect(foreign).toEqual([]);
      await page.close();
    },
    2 * minute,
  );

  testWithChromium(
    "a moved slider starts anew: five rare features in the plane make a picture of five arrows",
    async () => {
      const { page, complaints } = await open();
      await statusWhen(page, 20);
      const set = (id: string, value: string): Promise<void> => page.locator(`#${id}`).fill(value);
      await set("features", "5");
      await set("width", "2");
      await page.locator("#even").check();
      await statusWhen(page, 400);
      await page.screenshot({ path: join(pictures, "pentagon.png"), fullPage: true });
      expect(await page.locator("output[for=width]").textContent()).toBe("2");
      expect(await page.locator("#polygon svg circle").count()).toBe(5);
      expect(complaints).toEqual([]);
      await page.close();
    },
    2 * minute,
  );

  test("serves nothing but what the page needs, and only to this machine's names", async () => {
    const status = (path: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(url);
        request({ hostname, port, path, headers }, (response) => resolve(response.resume().statusCode))
          .on("error", reject)
          .end();
      });
    expect(await status("/")).toBe(200);
    for (const path of [
      "/package.json",
      "/dist/../package.json",
      "/dist/%2e%2e/package.json",
      "/vendor/pure-rand/../../package.json",
      "/dist/index.d.ts",
    ])
      expect(await status(path), path).toBe(404);
    expect(await status("/", { host: "elsewhere.example" })).toBe(403);
  });
});
