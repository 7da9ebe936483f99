import { parentPort } from "node:worker_threads";
import { InputError } from "../../errors/index.ts";
import { loadProducts, type ToyModel, trainWidth } from "../../superposition/index.ts";
import type { GramPicture, WidthJob, WorkerMessage } from "./width-job.ts";

/** A thread that trains the widths it is sent, one at a time; tfjs uses one core of its own in each. */
const port = parentPort!;
const products = loadProducts();
const pictureSize = 40;

port.on("message", (job: WidthJob) => void work(job));

async function work({ settings, width }: WidthJob): Promise<void> {
  const send = (message: WorkerMessage): void => port.postMessage(message);
  try {
    const { point, model } = await trainWidth({
      settings,
      width,
      products: await products,
      onProgress: (progress) => send({ kind: "progress", progress }),
    });
    send({ kind: "done", result: { point, picture: gramPicture(model) } });
  } catch (error) {
    const isInput = InputError.isInstance(error);
    send({ kind: "failed", message: isInput ? error.message : String((error as Error).stack ?? error), isInput });
  }
}

function gramPicture({ decoder, features, width }: ToyModel): GramPicture {
  const size = Math.min(features, pictureSize);
  const values = Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size) * width, (at % size) * width];
    let product = 0;
    for (let k = 0; k < width; k++) product += decoder[i + k]! * decoder[j + k]!;
    return Math.round(product * 1e4) / 1e4;
  });
  return { width, size, values };
}
