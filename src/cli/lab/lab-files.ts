import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the page finds its packages: bare names in its modules, paths on the server. */
export const importMap = {
  imports: {
    "@tensorflow/tfjs-core": "/vendor/tfjs-core.js",
    "@tensorflow/tfjs-backend-wasm": "/vendor/tfjs-backend-wasm.js",
    "pure-rand/": "/vendor/pure-rand/",
    "pure-rand/distribution/uniformFloat64": "/vendor/pure-rand/distribution/uniformFloat64.js",
    "pure-rand/generator/xoroshiro128plus": "/vendor/pure-rand/generator/xoroshiro128plus.js",
    // the back end reaches for these on Node only
    fs: "/vendor/nothing.js",
    path: "/vendor/nothing.js",
    perf_hooks: "/vendor/nothing.js",
    os: "/vendor/nothing.js",
    worker_threads: "/vendor/nothing.js",
    util: "/vendor/nothing.js",
    crypto: "/vendor/nothing.js",
  },
};

/** The file behind a path of the page, or nothing: only what the page needs can be asked for. */
export function labFile(path: string): string | undefined {
  const vendor = vendorFiles[path];
  if (vendor !== undefined) return packagePath(...vendor);
  const random = /^\/vendor\/pure-rand\/((?:[a-zA-Z0-9_-]+\/)*[a-zA-Z0-9_-]+\.js)$/.exec(path)?.[1];
  if (random !== undefined) return packagePath("pure-rand", join("lib/esm", random));
  const own = /^\/dist\/([a-zA-Z0-9_-]+\.js)$/.exec(path)?.[1];
  return own === undefined ? undefined : fileURLToPath(new URL(own, import.meta.url));
}

const wasm = "@tensorflow/tfjs-backend-wasm";
const vendorFiles: Readonly<Record<string, readonly [string, string]>> = {
  "/vendor/tfjs-core.js": ["@tensorflow/tfjs-core", "dist/tf-core.fesm.min.js"],
  "/vendor/tfjs-backend-wasm.js": [wasm, "dist/tf-backend-wasm.fesm.min.js"],
  "/vendor/tfjs-backend-wasm.wasm": [wasm, "dist/tfjs-backend-wasm.wasm"],
  "/vendor/tfjs-backend-wasm-simd.wasm": [wasm, "dist/tfjs-backend-wasm-simd.wasm"],
  "/vendor/tfjs-backend-wasm-threaded-simd.wasm": [wasm, "dist/tfjs-backend-wasm-threaded-simd.wasm"],
  "/vendor/d3.js": ["d3", "dist/d3.min.js"],
  "/vendor/plot.js": ["@observablehq/plot", "dist/plot.umd.min.js"],
};

function packagePath(name: string, path: string): string {
  const require = createRequire(import.meta.url);
  // d3 belongs to the plotting library and may be installed beneath it
  const from = name === "d3" ? createRequire(entryOf(require, "@observablehq/plot")) : require;
  return join(folderOf(entryOf(from, name), name), path);
}

function entryOf(require: NodeJS.Require, name: string): string {
  return require.resolve(name === "pure-rand" ? "pure-rand/package.json" : name);
}

/** The folder of a package, from the path of any file in it. */
function folderOf(file: string, name: string): string {
  let folder = dirname(file);
  while (!folder.replaceAll("\\", "/").endsWith(`node_modules/${name}`)) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`the package ${name} is not where it should be: ${file}`);
    folder = parent;
  }
  return folder;
}
