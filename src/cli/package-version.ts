import { readFileSync } from "node:fs";
import { packageFile } from "../models/index.ts";

export function packageVersion(): string {
  return (JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as { version: string }).version;
}
