import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { runSupportDemo } from "../../evals/support/demo.ts";
import { renderReport } from "../../src/report/index.ts";
import { repository } from "../support/command-line.ts";
import { chromiumPath, testWithChromium } from "../support/requirements.ts";

const pictures = join(repository, "out", "report");
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

describe("the report page", () => {
  let browser: Browser | undefined;
  let html = "";

  beforeAll(async () => {
    html = await renderReport((await runSupportDemo()).report);
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(pictures, "report.html"), html);
  });
  afterAll(() => browser?.close());

  async function open(options: {
    width: number;
    colorScheme: "light" | "dark";
  }): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
    browser ??= await chromium.launch({ executablePath: chromiumPath, args: flags });
    const page = await browser.newPage({
      viewport: { width: options.width, height: 900 },
      colorScheme: options.colorScheme,
    });
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
    page.on("pageerror", (error) => void complaints.push(error.message));
    page.on("request", (request) => void requests.push(request.url()));
    await page.goto(pathToFileURL(join(pictures, "report.html")).href);
    return { page, complaints, requests };
  }

  testWithChromium.each([
    { width: 1200, colorScheme: "light" as const },
    { width: 1200, colorScheme: "dark" as const },
    { width: 390, colorScheme: "light" as const },
  ])("opens at width $width, $colorScheme: no error, no request, nothing wider than the page", async (options) => {
    const { page, complaints, requests } = await open(options);
    await page.screenshot({ path: join(pictures, `${options.width}-${options.colorScheme}.png`), fullPage: true });
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
    expect(await page.locator("svg").count()).toBe(3);
    await page.close();
  });

  testWithChromium("cuts no column off a table on a desktop", async () => {
    const { page } = await open({ width: 1100, colorScheme: "light" });
    const hidden = await page.evaluate(
      "[...document.querySelectorAll('.scroll')].map((box) => box.scrollWidth - box.clientWidth)",
    );
    expect(hidden).toEqual([0, 0]);
    await page.close();
  });

  testWithChromium("shows every policy in its table and no clipped or overlapping label in the frontier", async () => {
    const { page } = await open({ width: 1200, colorScheme: "light" });
    const names = await page.locator("table").first().locator("tbody th").allInnerTexts();
    expect(names).toEqual([
      "always small",
      "always medium",
      "always large",
      expect.stringMatching(/^(small|medium|large) or review$/),
      "random mix",
      "prompt length",
      "routed",
      "oracle",
    ]);
    const frontier = await page.locator("svg").first().boundingBox();
    const labels = page
      .locator("svg")
      .first()
      .locator("text")
      .filter({ hasText: /small|medium|large|mix|length|routed|oracle|review/ });
    const boxes = await Promise.all((await labels.all()).map((label) => label.boundingBox()));
    expect(boxes).toHaveLength(8);
    for (const [index, box] of boxes.entries()) {
      expect(box!.x + box!.width).toBeLessThanOrEqual(frontier!.x + frontier!.width);
      for (const other of boxes.slice(index + 1))
        expect(overlaps(box!, other!), JSON.stringify([box, other])).toBe(false);
    }
    await page.close();
  });
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether two boxes share more than a hair's breadth. */
function overlaps(one: Box, other: Box): boolean {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return across > 1 && down > 3;
}
