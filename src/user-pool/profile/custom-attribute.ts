import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { Judged } from '../../private/judged';
import { withoutNulls } from '../../private/present';
import { userError } from '../../private/user-error';
import { MAX_STRING_ATTRIBUTE } from '../private/limits';

/**
 * Options of every kind of custom attribute. Cognito cannot change or remove an attribute once the pool has it.
 */
export interface CustomAttributeOptions {
  /**
   * Whether the value can change after it was first set.
   * @default true
   */
  readonly mutable?: boolean;

  /**
   * Whether people may set the attribute on themselves through an app client of this pool. Keep it off for everything that
   * decides what someone is allowed to do (plan, tenant, role).
   * @default false
   */
  readonly writableByUser?: boolean;
}

/**
 * A custom attribute that holds text.
 */
export interface CustomTextOptions extends CustomAttributeOptions {
  /**
   * The least number of characters, 0 to 2048.
   * @default - no lower bound
   */
  readonly minLength?: number;

  /**
   * The greatest number of characters, 0 to 2048.
   * @default - no upper bound but Cognito's own 2048
   */
  readonly maxLength?: number;
}

/**
 * A custom attribute that holds a number.
 */
export interface CustomNumberOptions extends CustomAttributeOptions {
  /**
   * The smallest value.
   * @default - no lower bound
   */
  readonly min?: number;

  /**
   * The largest value.
   * @default - no upper bound
   */
  readonly max?: number;
}

/**
 * An attribute of your own in the profile of each user: `custom:<name>` in tokens. A custom attribute cannot be required.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-custom-attributes
 *
 * @example
 * new AppUserPool(this, 'Users', {
 *   attributes: {
 *     fullname: { required: true },
 *     custom: {
 *       plan: CustomAttribute.text({ maxLength: 20 }),
 *       favouriteColour: CustomAttribute.text({ writableByUser: true }),
 *     },
 *   },
 * });
 */
export class CustomAttribute implements cognito.ICustomAttribute {
  /**
   * Text of up to 2048 characters. The pool refuses bounds that are outside 0 to 2048 or crossed.
   *
   * @param options the bounds of the length, whether it can change, and who may write it
   */
  public static text(options: CustomTextOptions = {}): CustomAttribute {
    options = withoutNulls(options ?? {});
    const judged = Judged.of(() => {
      checkLength('minLength', options.minLength);
      checkLength('maxLength', options.maxLength);
      checkOrder('minLength', options.minLength, 'maxLength', options.maxLength);
    });
    return new CustomAttribute({
      dataType: 'String',
      mutable: options.mutable ?? true,
      ...((options.minLength !== undefined || options.maxLength !== undefined) && {
        stringConstraints: {
          ...(options.minLength !== undefined && { minLen: options.minLength }),
          ...(options.maxLength !== undefined && { maxLen: options.maxLength }),
        },
      }),
    }, options.writableByUser ?? false, judged);
  }

  /**
   * A number. The pool refuses bounds that are crossed.
   *
   * @param options the bounds, whether it can change, and who may write it
   */
  public static number(options: CustomNumberOptions = {}): CustomAttribute {
    options = withoutNulls(options ?? {});
    const judged = Judged.of(() => {
      checkBound('min', options.min);
      checkBound('max', options.max);
      checkOrder('min', options.min, 'max', options.max);
    });
    return new CustomAttribute({
      dataType: 'Number',
      mutable: options.mutable ?? true,
      ...((options.min !== undefined || options.max !== undefined) && {
        numberConstraints: {
          ...(options.min !== undefined && { min: options.min }),
          ...(options.max !== undefined && { max: options.max }),
        },
      }),
    }, options.writableByUser ?? false, judged);
  }

  /**
   * True or false; the text `true` or `false` in tokens.
   *
   * @param options whether it can change, and who may write it
   */
  public static flag(options: CustomAttributeOptions = {}): CustomAttribute {
    options = withoutNulls(options ?? {});
    return new CustomAttribute({ dataType: 'Boolean', mutable: options.mutable ?? true }, options.writableByUser ?? false);
  }

  /**
   * A point in time.
   *
   * @param options whether it can change, and who may write it
   */
  public static dateTime(options: CustomAttributeOptions = {}): CustomAttribute {
    options = withoutNulls(options ?? {});
    return new CustomAttribute({ dataType: 'DateTime', mutable: options.mutable ?? true }, options.writableByUser ?? false);
  }

  private constructor(
    private readonly config: cognito.CustomAttributeConfig,
    /**
     * Whether people may set the attribute on themselves through an app client of the pool.
     */
    public readonly writableByUser: boolean,
    private readonly judged: Judged<void> = Judged.NOTHING,
  ) {}

  /**
   * Renders the attribute for the user pool.
   */
  public bind(): cognito.CustomAttributeConfig {
    return this.judged.and(() => this.config).value;
  }

  /**
   * Throws what was wrong when the attribute was made.
   *
   * @internal
   */
  public _judge(scope: IConstruct, prop: string): void {
    this.judged.at(scope, prop);
  }
}

function checkLength(prop: string, value?: number): void {
  checkKnown(prop, value);
  if (value !== undefined && (!Number.isInteger(value) || value < 0 || value > MAX_STRING_ATTRIBUTE)) {
    throw userError(`${prop}: ${value} is not a length that Cognito takes; use a whole number from 0 to ${MAX_STRING_ATTRIBUTE}`);
  }
}

function checkBound(prop: string, value?: number): void {
  checkKnown(prop, value);
  if (value !== undefined && !Number.isFinite(value)) {
    throw userError(`${prop}: ${value} is not a finite number; leave it out for no bound`);
  }
}

/** The schema wants text, and a number that is still a token has none. */
function checkKnown(prop: string, value?: number): void {
  if (Token.isUnresolved(value)) {
    throw userError(`${prop}: a token cannot bound an attribute, whose schema never changes; write the number out`);
  }
}

function checkOrder(lowProp: string, low: number | undefined, highProp: string, high: number | undefined): void {
  if (low !== undefined && high !== undefined && low > high) {
    throw userError(`${lowProp}: ${low} is greater than ${highProp}: ${high}; no value could satisfy both, so swap or change them`);
  }
}
