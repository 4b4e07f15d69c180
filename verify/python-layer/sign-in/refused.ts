/** @throws Error if the action succeeds, or is refused with another error */
export async function refused(name: RegExp, action: () => Promise<unknown>): Promise<void> {
  const refusal = await action().then(() => undefined, (error: Error & { code?: string }) => error.code ?? error.name);
  if (refusal === undefined) throw new Error(`not refused, expected ${name}`);
  if (!name.test(refusal)) throw new Error(`refused with ${refusal}, expected ${name}`);
}
