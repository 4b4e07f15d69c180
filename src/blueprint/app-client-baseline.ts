import { Mixin } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AppClientBaselineProps } from './app-client-baseline-props';
import { APP_CLIENT, appClientRequirements } from './private/app-client-requirements';
import { holdAtSynthesis } from './private/hold';
import { isOfType, Requirement } from './private/requirement';
import { required, withoutNulls } from '../private/present';
import { refusedBy } from '../private/user-error';

/**
 * A mixin that holds app clients, whatever created them, to a baseline: settings that are missing at synthesis are filled in, and settings
 * that are less strict are refused. Stricter settings stay.
 *
 * Creates nothing. `AuthBlueprint` does the same for all app clients of an app.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/mixins.html
 *
 * @example
 * const pool = new cognito.UserPool(this, 'Pool');
 * pool.addClient('Web', { disableOAuth: true });
 * pool.with(new AppClientBaseline({ maxAccessTokenValidity: Duration.minutes(30), passwordFlows: false }));
 */
export class AppClientBaseline extends Mixin {
  /** @internal */
  public readonly _requirements: readonly Requirement[];

  /**
   * @param props what is asked; what is left out is not looked at
   * @throws when a limit is out of range, or a token may outlive the refresh token
   */
  constructor(props: AppClientBaselineProps) {
    super();
    props = withoutNulls(props);
    required(undefined, 'new AppClientBaseline', { props });
    this._requirements = refusedBy('AppClientBaseline', () => appClientRequirements(props));
  }

  /**
   * Whether the construct is the CloudFormation resource of an app client.
   *
   * @param construct any construct
   */
  public supports(construct: IConstruct): boolean {
    return isOfType(construct, APP_CLIENT);
  }

  /**
   * Holds the app client to the baseline; called by `with`.
   *
   * @param construct a construct that `supports` accepts
   */
  public applyTo(construct: IConstruct): void {
    holdAtSynthesis(construct, this._requirements, 'AppClientBaseline');
  }
}
