import { Token } from 'aws-cdk-lib';
import { CfnWebACL, IWebACLRef } from 'aws-cdk-lib/aws-wafv2';
import { IConstruct } from 'constructs';
import { Judged } from '../../private/judged';
import { required, withoutNulls } from '../../private/present';
import { userError } from '../../private/user-error';
import { USER_POOL_DEFAULTS } from '../defaults';

const LIMITS = { min: 10, max: 2_000_000_000 };

/**
 * What the web ACL of a user pool blocks.
 */
export interface StandardWebAclOptions {
  /**
   * How many requests an IP address may send within 5 minutes, 10 to 2,000,000,000. Everyone behind a gateway shares one address.
   * @default 1000
   */
  readonly rateLimit?: number;

  /**
   * Whether AWS's common rules apply as well. Those that would block callbacks to `localhost`, long OAuth requests, and servers that send
   * no `User-Agent` only count.
   * @default false
   */
  readonly commonRules?: boolean;
}

/** @internal */
export type WebAclSource = { readonly options: StandardWebAclOptions } | { readonly arn: string };

/**
 * Which requests reach the public endpoints of a user pool. AWS WAF charges for each web ACL, rule and request; it works on every plan.
 *
 * It sees IP addresses, paths, headers and operations, never user names or passwords. A user pool has one web ACL.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html
 *
 * @example
 * new AppUserPool(this, 'Users', { webAcl: WebAcl.standard({ rateLimit: 500 }) });
 */
export class WebAcl {
  /**
   * A new web ACL that blocks IP addresses with a bad reputation, known bad inputs, and too many requests from one address.
   *
   * @param options the rate limit and further rules
   * @throws in the pool, when the rate limit is out of range
   */
  public static standard(options: StandardWebAclOptions = {}): WebAcl {
    options = withoutNulls(options ?? {});
    const rateLimit = options.rateLimit ?? USER_POOL_DEFAULTS.rateLimit.value;
    return new WebAcl(Judged.of(() => {
      if (!Token.isUnresolved(rateLimit) && (!Number.isInteger(rateLimit) || rateLimit < LIMITS.min || rateLimit > LIMITS.max)) {
        throw userError(`WebAcl.standard: rateLimit must be ${LIMITS.min} to ${LIMITS.max} requests in 5 minutes, got: ${rateLimit}`);
      }
      return { options: { ...options, rateLimit } };
    }));
  }

  /**
   * A web ACL that exists, of the same account and Region. One with the login rules of AWS (`AWSManagedRulesATPRuleSet`) is refused at
   * deployment.
   *
   * @param webAcl the web ACL, regional and of the same account
   * @throws in the pool, when it is one for CloudFront
   */
  public static existing(webAcl: IWebACLRef): WebAcl {
    return new WebAcl(Judged.of(() => {
      required(undefined, 'WebAcl.existing', { webAcl });
      if ((webAcl as Partial<CfnWebACL>).scope === 'CLOUDFRONT') {
        throw userError(`WebAcl.existing: ${webAcl.node.path} has the scope CLOUDFRONT; a user pool needs one with the scope REGIONAL`);
      }
      return regional(webAcl.webAclRef.webAclArn);
    }));
  }

  /**
   * The same by its ARN.
   *
   * @param webAclArn the ARN of a regional web ACL
   * @throws in the pool, when it is one for CloudFront
   */
  public static fromArn(webAclArn: string): WebAcl {
    return new WebAcl(Judged.of(() => regional(webAclArn)));
  }

  /**
   * No web ACL, even if `security` would create one.
   */
  public static none(): WebAcl {
    return new WebAcl(Judged.of(() => undefined));
  }

  private constructor(private readonly source: Judged<WebAclSource | undefined>) {}

  /**
   * Where the web ACL comes from, if there is to be one.
   *
   * @internal
   */
  public _sourceAt(scope: IConstruct): WebAclSource | undefined {
    return this.source.at(scope, 'webAcl');
  }
}

function regional(arn: string): WebAclSource {
  if (!Token.isUnresolved(arn) && !/:wafv2:[^:]*:[^:]*:regional\/webacl\//.test(arn)) {
    throw userError('WebAcl.fromArn: must be the ARN of a regional web ACL '
      + `(arn:…:wafv2:REGION:ACCOUNT:regional/webacl/…), got: '${arn}'`);
  }
  return { arn };
}
