import { open } from "node:fs/promises";
import { InputError } from "../../errors/index.ts";
import type { ByteSource } from "../../superposition/index.ts";

/** Opens a file for reading in pieces, for as long as the work takes. @throws InputError when it cannot be read. */
export async function withFileSource<Result>(
  file: string,
  work: (source: ByteSource) => Promise<Result>,
): Promise<Result> {
  const handle = await open(file, "r").catch((cause: Error) => {
    throw new InputError(`expected a file that can be read, got ${cause.message}`, { file }, { cause });
  });
  try {
    const { size } = await handle.stat();
    return await work({
      name: file,
      size,
      read: async (offset, length) => {
        const wanted = Math.max(0, Math.min(length, size - offset));
        const buffer = new Uint8Array(wanted);
        const { bytesRead } = await handle.read(buffer, 0, wanted, offset);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await handle.close();
  }
}
