import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Absolute path of a file that ships with this package, from the sources as from the built bundle. */
export function packageFile(...segments: string[]): string {
  const manifest = createRequire(import.meta.url).resolve("tierwise/package.json");
  return join(dirname(manifest), ...segments);
}
