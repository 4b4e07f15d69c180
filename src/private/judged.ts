import { IConstruct } from 'constructs';
import { isUserError, placedError } from './user-error';

/**
 * What a factory makes of its props, or why it refuses them: thrown once it is known where in the app that belongs, and still with the
 * stack of the statement that wrote the props.
 */
export class Judged<T> {
  public static of<T>(make: () => T): Judged<T> {
    try {
      const value = make();
      return new Judged(() => value);
    } catch (error) {
      if (!isUserError(error)) throw error;
      return new Judged<T>(where => {
        throw placedError(error, where);
      });
    }
  }

  private constructor(private readonly get: (where: string) => T) {}

  public at(scope: IConstruct, subject: string): T {
    return this.get(`${scope.node.path ? `${scope.node.path}: ` : ''}${subject}`);
  }
}
