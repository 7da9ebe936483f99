import type * as Tfjs from "@tensorflow/tfjs-core";
import { InputError } from "../../errors/index.ts";
import type { OutputProducts } from "./output-products.ts";
import { tfjsProducts } from "./tfjs-products.ts";

/** Loads tfjs with its WebAssembly back end, once a training wants it. @throws InputError where it is not installed. */
export async function loadTfjs(): Promise<typeof Tfjs> {
  const tf = await import("@tensorflow/tfjs-core").catch(notInstalled);
  await import("@tensorflow/tfjs-backend-wasm").catch(notInstalled);
  // setBackend says no by returning false, not by throwing
  if (!(await tf.setBackend("wasm"))) throw new Error("tfjs could not start its WebAssembly back end");
  return tf;
}

export async function loadProducts(): Promise<OutputProducts> {
  return tfjsProducts(await loadTfjs());
}

function notInstalled(cause: unknown): never {
  throw new InputError(
    "expected tfjs, which trains the toy models, to be installed: npm install @tensorflow/tfjs-core @tensorflow/tfjs-backend-wasm",
    {},
    { cause },
  );
}
