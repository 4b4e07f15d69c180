import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { IConstruct } from 'constructs';
import { checkAddresses, checkIdentity } from './private/ses-identity';
import { required, withoutNulls } from '../../private/present';

/**
 * How Amazon SES sends the pool's e-mails.
 */
export interface SesSenderOptions extends cognito.UserPoolSESOptions {
  /**
   * The address or domain in SES that sends the e-mails. It may be created in the same stack: the pool is then created after it and its
   * records. SES verifies a domain minutes later, and Cognito refuses one that is not verified, so deploy a new one first. Instead of
   * `sesVerifiedDomain` and `sesRegion`.
   * @default - the identity of `sesVerifiedDomain`, or of `fromEmail`, by name
   */
  readonly identity?: IEmailIdentity;
}

/**
 * Who sends the pool's e-mails.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 *
 * @example
 * new AppUserPool(this, 'Users', { email: EmailSender.ses({ fromEmail: 'hello@example.com', sesVerifiedDomain: 'example.com' }) });
 */
export class EmailSender {
  /**
   * Cognito itself, at most 50 messages a day for the whole account: enough to try things out.
   *
   * @throws in the pool, when `replyTo` is no address
   *
   * @param replyTo the address for replies
   */
  public static cognito(replyTo?: string): EmailSender {
    return new EmailSender(false, scope => {
      checkAddresses(scope, withoutNulls({ replyTo }));
      return cognito.UserPoolEmail.withCognito(replyTo ?? undefined);
    });
  }

  /**
   * Amazon SES, with an address or a domain that is verified there already. The Region is the pool's unless `sesRegion` says otherwise.
   *
   * @param options the sender, and how SES sends
   * @throws in the pool, when an address is none, `fromEmail` is not within `identity` or `sesVerifiedDomain`, or `identity` comes with
   * another way to name one
   */
  public static ses(options: SesSenderOptions): EmailSender {
    options = withoutNulls(options);
    required(undefined, 'EmailSender.ses', options, 'fromEmail');
    const { identity, ...named } = options;
    return new EmailSender(true, scope => {
      checkAddresses(scope, named);
      if (identity) checkIdentity(scope, identity, named);
      const region = Stack.of(scope).region;
      return cognito.UserPoolEmail.withSES({ ...(Token.isUnresolved(region) && { sesRegion: region }), ...named });
    }, identity);
  }

  private constructor(
    /** @internal */
    readonly _usesSes: boolean,
    /** @internal */
    readonly _render: (scope: IConstruct) => cognito.UserPoolEmail,
    /** @internal */
    readonly _identity?: IEmailIdentity,
  ) {}
}
