const marker = Symbol.for("tierwise.InputError");

/** Where bad input was found, as far as it is known. */
export interface InputLocation {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly field?: string;
}

/**
 * Bad input from outside: a file, a flag, an option. Its message says where, what was expected, what came and the fix.
 * The command line exits with 2 on it.
 */
export class InputError extends Error {
  readonly [marker] = true;
  /** What is wrong, without the place. */
  readonly problem: string;
  readonly location: InputLocation;

  constructor(problem: string, location: InputLocation = {}, options?: ErrorOptions) {
    super(describe(problem, location), options);
    this.name = "InputError";
    this.problem = problem;
    this.location = location;
  }

  /** Recognises the error across duplicate installs of the package, where `instanceof` fails. */
  static isInstance(value: unknown): value is InputError {
    return typeof value === "object" && value !== null && marker in value;
  }
}

function describe(problem: string, { file, line, field }: InputLocation): string {
  const place = [
    file === undefined ? undefined : line === undefined ? file : `${file}:${line}`,
    field && `field "${field}"`,
  ];
  const known = place.filter(Boolean).join(", ");
  return known ? `${known}: ${problem}` : problem;
}
