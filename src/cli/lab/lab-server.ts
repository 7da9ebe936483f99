import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { importMap, labFile } from "./lab-files.ts";
import { pageHtml } from "./page-html.ts";

export interface LabServer {
  readonly url: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  wasm: "application/wasm",
};

/** Serves the lab on the loopback interface alone. */
export async function startLab(port: number): Promise<LabServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
  // a page of another site that points a name at this machine is not to be served
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) return void response.writeHead(403).end();
  if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();
  if (path === "/") return sendPage(response);
  if (path === "/vendor/nothing.js")
    return void response.writeHead(200, { "content-type": types.js }).end("export default {};");
  const file = labFile(path);
  const body = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || body === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[file.split(".").at(-1)!] }).end(body);
}

function sendPage(response: ServerResponse): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    "style-src 'unsafe-inline'",
    "connect-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy.join("; ") };
  response.writeHead(200, headers).end(pageHtml({ importMap, nonce }));
}
