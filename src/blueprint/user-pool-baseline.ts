import { Mixin } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { holdAtSynthesis } from './private/hold';
import { isOfType, Requirement } from './private/requirement';
import { USER_POOL, userPoolRequirements } from './private/user-pool-requirements';
import { UserPoolBaselineProps } from './user-pool-baseline-props';
import { required, withoutNulls } from '../private/present';
import { refusedBy } from '../private/user-error';

/**
 * A mixin that holds user pools, whatever created them, to a baseline: settings that are missing at synthesis are filled in, and settings
 * that are less strict are refused. Stricter settings stay.
 *
 * Creates nothing. `AuthBlueprint` does the same for all pools of an app.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/mixins.html
 *
 * @example
 * new cognito.UserPool(this, 'Pool').with(new UserPoolBaseline({ mfa: cognito.Mfa.REQUIRED, minPasswordLength: 16 }));
 */
export class UserPoolBaseline extends Mixin {
  /** @internal */
  public readonly _requirements: readonly Requirement[];

  /**
   * @param props what is asked; what is left out is not looked at
   * @throws when a limit is out of range
   */
  constructor(props: UserPoolBaselineProps) {
    super();
    props = withoutNulls(props);
    required(undefined, 'new UserPoolBaseline', { props });
    this._requirements = refusedBy('UserPoolBaseline', () => userPoolRequirements(props));
  }

  /**
   * Whether the construct is the CloudFormation resource of a user pool.
   *
   * @param construct any construct
   */
  public supports(construct: IConstruct): boolean {
    return isOfType(construct, USER_POOL);
  }

  /**
   * Holds the user pool to the baseline; called by `with`.
   *
   * @param construct a construct that `supports` accepts
   */
  public applyTo(construct: IConstruct): void {
    holdAtSynthesis(construct, this._requirements, 'UserPoolBaseline');
  }
}
