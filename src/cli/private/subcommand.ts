/**
 * One subcommand of the command line.
 */
export interface Subcommand {
  readonly name: string;

  /** One line for the list of subcommands. */
  readonly summary: string;

  /**
   * Runs it with the arguments that follow its name.
   *
   * @returns the exit code
   * @throws UsageError if the arguments or what they point at are no good
   */
  run(argv: string[]): Promise<number>;
}
