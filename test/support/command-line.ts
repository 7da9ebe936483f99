import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command-line tool as a user would. */
export function tierwise(
  args: readonly string[],
  options: { input?: string; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${repository}bin/tierwise.js`, ...args], {
    encoding: "utf8",
    ...options,
  });
  return { code: status, out: stdout, err: stderr };
}
