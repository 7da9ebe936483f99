import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { runSupportDemo } from "../evals/support/demo.ts";
import { packageFile } from "../src/models/index.ts";
import { renderReport } from "../src/report/index.ts";

/** `npm run picture`: the picture of the report in the README. */
const page = join(mkdtempSync(join(tmpdir(), "tierwise-picture-")), "report.html");
writeFileSync(page, await renderReport((await runSupportDemo()).report));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const view = await browser.newPage({ viewport: { width: 940, height: 1010 }, deviceScaleFactor: 1.5 });
await view.goto(pathToFileURL(page).href);
await view.screenshot({ path: packageFile("docs", "images", "report.png") });
await browser.close();
