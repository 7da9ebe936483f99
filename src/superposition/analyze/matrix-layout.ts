/** Number formats that a matrix may be stored in, with their size in bytes. */
export const bytesPerNumber = { F64: 8, F32: 4, F16: 2, BF16: 2 } as const;
export type NumberFormat = keyof typeof bytesPerNumber;

/** Where a matrix lies in a file: [rows × columns], row-major, little-endian. */
export interface MatrixLayout {
  readonly tensor: string;
  readonly rows: number;
  readonly columns: number;
  readonly format: NumberFormat;
  /** Of the first number, in bytes. */
  readonly offset: number;
}
