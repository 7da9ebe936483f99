/** Shows how far a long command is, on stderr and only on a terminal. */
export interface ProgressLine {
  update(text: string): void;
  /** Takes the line away again. */
  end(): void;
}

/** Loads the progress library only where somebody watches. */
export async function progressLine(stream: NodeJS.WriteStream = process.stderr): Promise<ProgressLine> {
  // ora never ends clearing a line of a terminal that says it is 0 columns wide
  // and where CI is set it prints a line for each start instead of drawing one
  if (!stream.isTTY || !stream.columns || process.env.CI) return { update: () => undefined, end: () => undefined };
  const { default: ora } = await import("ora");
  const spinner = ora({ stream, discardStdin: false }).start();
  return {
    update: (text) => {
      spinner.text = text;
    },
    end: () => void spinner.stop(),
  };
}
