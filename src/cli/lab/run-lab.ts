import { InputError } from "../../errors/index.ts";
import { loadProducts } from "../../superposition/index.ts";
import { wholeNumber } from "../simulate/flags.ts";
import { startLab } from "./lab-server.ts";

/** Serves the lab until it is interrupted. */
export async function runLab({ port }: { readonly port: string }): Promise<void> {
  const asked = wholeNumber("port", port, 0);
  // says what is missing before a browser does
  await loadProducts();
  const server = await startLab(asked).catch((cause: Error) => {
    throw new InputError(
      `the page cannot be served on port ${asked} (${cause.message}); choose another`,
      { field: "--port" },
      { cause },
    );
  });
  process.stdout.write(`Superposition lab: ${server.url} (Ctrl-C ends it)\n`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await server.close();
}
