import { describe, expect, test } from "vitest";
import { escapeHtml } from "../../src/report/escape-html.ts";
import { percent, usd } from "../../src/report/index.ts";

describe("escapeHtml", () => {
  test("leaves no way out of text or attribute", () => {
    expect(escapeHtml(`<script>alert("x" + 'y' & 1)</script>`)).toBe(
      "&lt;script&gt;alert(&quot;x&quot; + &#39;y&#39; &amp; 1)&lt;/script&gt;",
    );
  });
});

describe("figures as text", () => {
  test.each([
    [0, "$0"],
    [1234.5, "$1235"],
    [12.345, "$12.35"],
    [0.1234, "$0.12"],
    [0.01234, "$0.012"],
    [0.000123, "$0.00012"],
    [-0.5, "−$0.50"],
  ])("%d dollars read %s", (amount, text) => {
    expect(usd(amount)).toBe(text);
  });

  test("shares read as percent", () => {
    expect(percent(0.1234, 1)).toBe("12.3 %");
  });
});
