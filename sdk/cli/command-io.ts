/** What a command of the command line may touch besides files. */
export interface CommandIo {
  /** To standard output. */
  write(text: string): void;
  /** To standard error. */
  complain(text: string): void;
  /** All of standard input as text. */
  readStdin(): Promise<string>;
}

/** Runs one command: its arguments, and what becomes the exit code. */
export type Command = (args: readonly string[], io: CommandIo) => Promise<number>;

/** Exit codes: all is well, what was checked is not, or the call itself was wrong. */
export const exitCode = { fine: 0, failed: 1, usage: 2 } as const;
