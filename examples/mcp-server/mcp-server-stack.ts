import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AppClient, AppClientSecret, AppResourceServer, CognitoAuth, LoginPages, Mfa, PoolClient, TokenExchange } from '../../src';

/**
 * The sign-in of a notebook with an MCP server: agents of others ask people whether they may read or write their notes, and reach the
 * server with tokens that are good for nothing else. The server asks the calendar on behalf of the person, and a nightly job tidies up.
 *
 * People have AWS credentials in the notebook's own app. Agents have none.
 */
export class McpServerStack extends Stack {
  public readonly auth: CognitoAuth;
  public readonly notes: dynamodb.TableV2;
  public readonly mcp: AppResourceServer;
  public readonly agents: PoolClient;
  public readonly server: PoolClient;
  public readonly nightly: PoolClient;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    this.notes = new dynamodb.TableV2(this, 'Notes', {
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'note', type: dynamodb.AttributeType.STRING },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });

    const auth = this.auth = new CognitoAuth(this, 'Auth', {
      selfSignUp: true,
      mfa: Mfa.required({ totp: true }),
      loginPages: LoginPages.prefix(),
      client: AppClient.browser({ callbackUrls: ['https://notes.example.org/signed-in'] }),
    });
    auth.authenticated.grantOwnItems(this.notes);

    // named by its own URL, so that agents can ask for tokens whose audience it is
    this.mcp = auth.addResourceServer('Mcp', {
      identifier: 'https://mcp.notes.example.org/mcp',
      scopes: { 'notes.read': 'Read your notes', 'notes.write': 'Change your notes' },
    });
    const calendar = auth.addResourceServer('Calendar', {
      identifier: 'https://calendar.example.org',
      scopes: { read: 'See your appointments' },
    });

    // agents name themselves by a document of their maker; there is no client of each in the pool
    this.agents = auth.addClient('Agents', AppClient.external({
      metadataUrls: ['https://agents.example.com/*', 'https://*.assistant.example/client.json'],
      callbackUrls: ['https://notes.example.org/connected'],
      scopes: [cognito.OAuthScope.OPENID, this.mcp.scope('notes.read'), this.mcp.scope('notes.write'), calendar.scope('read')],
    }));

    // the server does not pass the agent's token on: it trades it, and the new one says who acts
    this.server = auth.addClient('Server', AppClient.machine({
      scopes: [calendar.scope('read')],
      tokenExchange: [TokenExchange.DELEGATION],
    }));
    const serverSecret = AppClientSecret.store(this, 'ServerSecret', this.server);
    const serverRole = new iam.Role(this, 'ServerRole', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    serverSecret.grantRead(serverRole);

    this.nightly = auth.addClient('Nightly', AppClient.machine({ scopes: [this.mcp.scope('notes.write')], tokenApi: true }));
    AppClientSecret.store(this, 'NightlySecret', this.nightly);

    new CfnOutput(this, 'ProtectedResourceMetadata', {
      description: 'What the server answers at /.well-known/oauth-protected-resource/mcp',
      value: this.mcp.protectedResourceMetadata(),
    });
  }
}
