import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { atLeast, problemOfId, reviewTemplates } from './check';
import { GuardrailAcknowledgement } from './guardrail-acknowledgement';
import { described, Level } from './guardrail-rule';
import { RULES } from './rules';
import { presentIn, required, withoutNulls } from '../private/present';
import { userError } from '../private/user-error';
import { loadTemplatesOfApp } from '../template/text/load-files';

/**
 * How bad a finding is.
 */
export enum GuardrailSeverity {
  /** Should be tidied up. */
  LOW = 'low',
  /** Weakens the protection. */
  MEDIUM = 'medium',
  /** Lets the wrong person in under common circumstances. */
  HIGH = 'high',
  /** Lets the wrong person in. */
  CRITICAL = 'critical',
}

/**
 * What the guardrails report.
 */
export interface CognitoGuardrailsProps {
  /**
   * The mildest severity that is reported.
   *
   * @default GuardrailSeverity.HIGH
   */
  readonly threshold?: GuardrailSeverity;

  /**
   * Findings that are intended, beside those that the metadata of a resource accepts.
   *
   * @default - none
   */
  readonly acknowledge?: GuardrailAcknowledgement[];

  /**
   * Whether the hygiene of user pools counts too: second factors, password policy, logs and the like.
   *
   * @default true
   */
  readonly hygiene?: boolean;
}

/**
 * Checks the templates of an app, whatever made their resources, for known mistakes with user pools, identity pools and their roles.
 *
 * A finding at or above the threshold fails the synthesis and points at the construct.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 *
 * @example
 * Validations.of(this.node.root).addPlugins(new CognitoGuardrails({
 *   acknowledge: [{ id: 'guests-enabled', reason: 'the gallery is public' }],
 * }));
 */
export class CognitoGuardrails implements IPolicyValidationPlugin {
  /** What reports call the plugin. */
  public readonly name = 'cdk-cognito-auth';
  /** The version of this package. */
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- outside `src`, where no import reaches
  public readonly version: string | undefined = require('../../package.json').version;
  /** The ids of all rules. */
  public readonly ruleIds: string[] | undefined = RULES.map(rule => rule.id);
  private readonly threshold: Level;
  private readonly acknowledge: GuardrailAcknowledgement[];
  private readonly hygiene: boolean;

  /**
   * @param props what is reported, and what is accepted app-wide
   * @throws when an acknowledgement has no reason or names no rule
   */
  constructor(props: CognitoGuardrailsProps = {}) {
    props = withoutNulls(props ?? {});
    this.threshold = props.threshold ?? 'high';
    this.acknowledge = presentIn(props.acknowledge ?? []);
    this.hygiene = props.hygiene ?? true;
    for (const { id, reason } of this.acknowledge) {
      required(undefined, 'CognitoGuardrails: acknowledge', { id, reason });
      if (reason.trim() === '') throw userError(`CognitoGuardrails: acknowledge: '${id}' has no reason: say why the finding is accepted`);
      const problem = problemOfId(id);
      if (problem !== undefined) throw userError(`CognitoGuardrails: acknowledge: ${problem}`);
    }
  }

  /**
   * Checks the templates; called by the CDK.
   *
   * @param context where the templates are
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const templates = loadTemplatesOfApp(context.templatePaths);
    const options = { acknowledge: this.acknowledge, hygiene: this.hygiene };
    const { findings, accepted, acceptedOfNoRule = [] } = reviewTemplates(templates, options);
    const reported = findings.filter(finding => atLeast(finding.severity, this.threshold));
    return {
      success: reported.length === 0,
      ...accepted.length + acceptedOfNoRule.length > 0 ? {
        metadata: Object.fromEntries([
          ...accepted.map(({ rule, constructPath: at, resource, reason }) => [`accepted ${rule} at ${at ?? resource}`, reason]),
          ...acceptedOfNoRule.map((problem, at) => [`not accepted ${at + 1}`, problem]),
        ]),
      } : {},
      violations: reported.map(finding => ({
        ruleName: finding.rule,
        description: described(finding),
        fix: finding.fix,
        // the CDK counts only these two words, and the weaker one only as long as nobody acknowledges it
        severity: 'error',
        ruleMetadata: { severity: finding.severity, catalogue: finding.catalogue.join(' ') },
        violatingResources: [{
          resourceLogicalId: finding.resource,
          templatePath: templates.find(({ name }) => name === finding.template)!.file!,
          locations: [finding.constructPath ?? finding.resource],
        }],
      })),
    };
  }
}
