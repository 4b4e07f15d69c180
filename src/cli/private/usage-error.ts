/**
 * Something is wrong with what the caller typed or pointed at: reported as one line on standard error, exit code 2.
 */
export class UsageError extends Error {
  constructor(message: string) {
    super(message.replace(/\s*\n\s*/g, ' '));
    this.name = 'UsageError';
  }
}
