import { Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';

/** A value of a prop, and what its refusal says if the documentation forbids it. */
export interface Choice<T> {
  readonly value: T;
  readonly refused?: RegExp;
}

/** One in eighty values is a wrong one, so that about half of all programs are right as a whole. */
export function knob<T>(right: readonly T[], wrong: readonly (readonly [T, RegExp])[] = []): fc.Arbitrary<Choice<T> | undefined> {
  const fine = fc.constantFrom(...right.map(value => ({ value })));
  const bad = wrong.map(([value, refused]) => ({ value, refused }));
  return fc.oneof(
    { weight: 55, arbitrary: fc.constant(undefined) },
    { weight: 24, arbitrary: fine },
    ...(bad.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...bad) }] : []),
  );
}

/** The values of the knobs that were turned, and the refusals that one of them at least must lead to. */
export function turned<T extends object>(knobs: { readonly [K in keyof T]: Choice<T[K]> | undefined }): {
  values: Partial<T>;
  refusals: RegExp[];
} {
  const chosen = Object.entries<Choice<unknown> | undefined>(knobs as any).filter(([, choice]) => choice !== undefined);
  return {
    values: Object.fromEntries(chosen.map(([name, choice]) => [name, choice!.value])) as Partial<T>,
    refusals: chosen.flatMap(([, choice]) => choice!.refused ?? []),
  };
}

export const text = (length: number, letter: string = 'x') => letter.repeat(length);

export const late = <T>(value: T) => Token.asString({ resolve: () => value, creationStack: [] });

/** Whether what contradicts is left out: else hardly a program of many statements were right. */
export const careful = fc.integer({ min: 0, max: 9 }).map(n => n > 0);
