import { noSuchClient, Operations, Parts } from '../parts';

/** What the template says, as the service tells it. */
export class SettingsApi {
  public readonly operations: Operations = {
    DescribeUserPoolClient: async ({ UserPoolId, ClientId }) => {
      const pool = this.parts.pools.byId(UserPoolId);
      const client = pool.client(ClientId);
      if (!client) throw noSuchClient(ClientId);
      const { GenerateSecret: _secret, ...props } = client.props;
      const { CreationDate, LastModifiedDate } = pool.options;
      return {
        UserPoolClient: {
          ...props,
          UserPoolId,
          ClientId,
          ClientName: client.name,
          ...(client.secretValue === undefined ? {} : { ClientSecret: client.secretValue }),
          CreationDate,
          LastModifiedDate,
        },
      };
    },
    GetUserPoolMfaConfig: async ({ UserPoolId }) => {
      const { mfa, factors } = this.parts.pools.byId(UserPoolId).settings;
      return {
        MfaConfiguration: mfa,
        ...(factors.includes('SOFTWARE_TOKEN_MFA') ? { SoftwareTokenMfaConfiguration: { Enabled: true } } : {}),
        ...(factors.includes('SMS_MFA') ? { SmsMfaConfiguration: {} } : {}),
        ...(factors.includes('EMAIL_OTP') ? { EmailMfaConfiguration: {} } : {}),
      };
    },
  };

  constructor(private readonly parts: Parts) {}
}
