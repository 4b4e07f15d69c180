import { PropertyInjectors, Stage, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthBlueprintProps } from './auth-blueprint-props';
import { CognitoGuardrails } from '../guardrails';
import { atItsLine, PolicySource, requirementsOf } from './private/blueprint-rules';
import { injectorsOf } from './private/injectors';
import { readPolicyFile } from './private/policy-file';
import { Requirement } from './private/requirement';
import { StageGuard } from './private/stage-guard';
import { fail } from '../private/fail';
import { required, withoutNulls } from '../private/present';
import { refusedBy } from '../private/user-error';

const APPLIED = new WeakSet<IConstruct>();

/**
 * What an organization requires of everything that signs people in, in one statement on an app: defaults that app teams may tighten but not
 * loosen, for constructs of this library and of the CDK and for plain resources alike.
 *
 * Where an app sets nothing, the requirement becomes the default. A setting that is as strict or stricter stays; one that is less strict,
 * or that only the deployment decides, is refused at synthesis. It includes `CognitoGuardrails`. Creates no resources.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/blueprints.html
 *
 * @example
 * const app = new App();
 * new AuthBlueprint({
 *   userPools: { mfa: cognito.Mfa.REQUIRED, minPasswordLength: 16, deletionProtection: true },
 *   appClients: { maxAccessTokenValidity: Duration.minutes(30), implicitGrant: false, passwordFlows: false },
 *   identityPools: { guestAccess: false },
 *   permissionsBoundary: 'identity-boundary',
 *   requiredTags: ['owner'],
 * }).applyTo(app);
 */
export class AuthBlueprint {
  /**
   * Reads the blueprint from a YAML file, whose keys are the properties of `AuthBlueprintProps`; durations are text (`30 minutes`), and
   * `mfa` and `threatProtection` words (`optional`, `required`; `audit`, `enforced`).
   *
   * @param file its path, from the working directory
   * @throws when it can't be read or is no such policy, naming line and column
   */
  public static fromFile(file: string): AuthBlueprint {
    const { props, lines } = readPolicyFile(file);
    const blueprint = atItsLine(file, lines, () => new AuthBlueprint(props));
    blueprint.source = { name: file, lines };
    return blueprint;
  }

  private readonly requirements: readonly Requirement[];
  private readonly guardrails: CognitoGuardrails;
  private source?: PolicySource;
  private readonly props: AuthBlueprintProps;

  /**
   * @param props what is asked of whom; what is left out is not looked at
   * @throws when a limit is out of range, or an exception or acknowledgement has no reason or names nothing
   */
  constructor(props: AuthBlueprintProps) {
    props = this.props = withoutNulls(props);
    required(undefined, 'new AuthBlueprint', { props });
    this.requirements = refusedBy('AuthBlueprint', () => requirementsOf(props));
    this.guardrails = new CognitoGuardrails(props.guardrails);
  }

  /**
   * Applies the blueprint to everything in an app or a stage. Call it before you create anything there: defaults don't reach constructs
   * that exist already.
   *
   * @param stage the app, or a stage of it
   * @throws when constructs are there already, or a blueprint holds there or around it
   */
  public applyTo(stage: Stage): void {
    required(undefined, 'AuthBlueprint.applyTo', { stage });
    if (stage.node.scopes.some(scope => APPLIED.has(scope))) {
      fail(stage, 'AuthBlueprint: a blueprint holds here already; put both into one');
    }
    const early = stage.node.children.find(child => child.node.id !== 'Tree');
    if (early) {
      fail(stage, `AuthBlueprint: ${early.node.path} is there already, which defaults can't reach; call applyTo first`);
    }
    APPLIED.add(stage);
    const guard = new StageGuard(stage, { requirements: this.requirements, props: this.props, source: this.source });
    PropertyInjectors.of(stage).add(...injectorsOf(stage, this.props, scope => guard.watch(scope)));
    Validations.of(stage).addPlugins(this.guardrails);
  }
}
