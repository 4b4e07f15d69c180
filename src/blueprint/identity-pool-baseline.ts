import { Mixin } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { IdentityPoolBaselineProps } from './identity-pool-baseline-props';
import { holdAtSynthesis } from './private/hold';
import { IDENTITY_POOL, identityPoolRequirements } from './private/identity-requirements';
import { isOfType, Requirement } from './private/requirement';
import { required, withoutNulls } from '../private/present';
import { refusedBy } from '../private/user-error';

/**
 * A mixin that refuses settings which identity pools, whatever created them, should not have.
 *
 * Creates nothing. `AuthBlueprint` does the same for all identity pools of an app.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/mixins.html
 *
 * @example
 * new AppIdentityPool(this, 'Identities').with(new IdentityPoolBaseline({ guestAccess: false, classicFlow: false }));
 */
export class IdentityPoolBaseline extends Mixin {
  /** @internal */
  public readonly _requirements: readonly Requirement[];

  /**
   * @param props what is asked; what is left out is not looked at
   */
  constructor(props: IdentityPoolBaselineProps) {
    super();
    props = withoutNulls(props);
    required(undefined, 'new IdentityPoolBaseline', { props });
    this._requirements = refusedBy('IdentityPoolBaseline', () => identityPoolRequirements(props));
  }

  /**
   * Whether the construct is the CloudFormation resource of an identity pool.
   *
   * @param construct any construct
   */
  public supports(construct: IConstruct): boolean {
    return isOfType(construct, IDENTITY_POOL);
  }

  /**
   * Holds the identity pool to the baseline; called by `with`.
   *
   * @param construct a construct that `supports` accepts
   */
  public applyTo(construct: IConstruct): void {
    holdAtSynthesis(construct, this._requirements, 'IdentityPoolBaseline');
  }
}
