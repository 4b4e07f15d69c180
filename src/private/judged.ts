import { IConstruct } from 'constructs';
import { isUserError, placedError } from './user-error';

/**
 * What a factory makes of its props, or why it refuses them: thrown once it is known where in the app that belongs, and still with the
 * stack of the statement that wrote the props.
 */
export class Judged<T> {
  /** There is nothing to refuse. */
  public static readonly NOTHING: Judged<void> = Judged.of(() => {});

  public static of<T>(make: () => T): Judged<T> {
    try {
      const value = make();
      return new Judged(() => value);
    } catch (error) {
      if (!isUserError(error)) throw error;
      return new Judged<T>(where => {
        throw where ? placedError(error, where) : error;
      });
    }
  }

  private constructor(private readonly get: (where: string) => T) {}

  /** What comes of it, or why it is refused already. */
  public and<U>(make: (value: T) => U): Judged<U> {
    return Judged.of(() => make(this.value));
  }

  /** For whom there is no place in the app, or no longer a doubt. */
  public get value(): T {
    return this.get('');
  }

  /** @param subject what of the construct it is, if the message does not say so itself */
  public at(scope: IConstruct, subject?: string): T {
    return this.get([scope.node.path, subject].filter(Boolean).join(': '));
  }
}
