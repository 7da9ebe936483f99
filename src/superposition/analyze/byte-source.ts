/** Something that can be read in pieces, such as an open file. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  /** Reads `length` bytes from `offset`; fewer only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
}
