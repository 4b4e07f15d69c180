import * as path from 'node:path';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as fc from 'fast-check';
import { knob, text, turned } from './knobs';
import { byEmail, customOf, factsOf, Program, says, Statement } from './statement';
import {
  AppSyncAuthorizer, ClientConfigFormat, HttpApiAuthorizer, LoadBalancerSignIn, PolicyStoreIdentities, RestApiAuthorizer,
} from '../../../src';

const SCHEMA = path.join(__dirname, '../../apis/schema.graphql');

export const personOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  knob([`p${id}@example.com`, `${text(50)}${id}@example.com`], [['nobody', /inviteAdministrator/], ['', /inviteAdministrator/]]),
  fc.record<any>({
    username: knob([`person${id}`, text(125) + id], [[text(129), /username/], ['', /username/]]),
    attributes: knob<any>([{ given_name: 'Ada' }, { 'custom:plan': 'gold' }], [
      [{ 'custom:none': 'x' }, /custom:none/], [{ middle: 'x' }, /middle/], [{ sub: 'x' }, /sub/],
    ]),
    sendInvitation: knob([true, false]),
  }),
  fc.boolean(),
).map(([email, knobs, inGroup]) => {
  const { values, refusals } = turned<any>(knobs);
  return {
    name: 'person',
    refusals: [...refusals, ...(email?.refused ? [email.refused] : [])],
    facts: { choosesRole: inGroup },
    clashes: program => {
      const signsInByEmail = byEmail(program) && !(program.props.values.signIn as any)?._aliases.username;
      return [
        ...says(signsInByEmail && values.username !== undefined, /username/),
        ...says(!signsInByEmail && values.username === undefined, /username/),
        ...says(values.attributes?.['custom:plan'] && !('plan' in customOf(program)), /custom:plan/),
      ];
    },
    run: ({ auth }) => {
      const groups = inGroup ? [auth.addGroup(`people${id}`)] : [];
      auth.inviteAdministrator(email?.value ?? `q${id}@example.com`, { ...values, groups });
    },
  };
});

const members = (id: string) => knob([`user${id}`, text(128)], [['', /addMember/], [text(129), /addMember/]]);

export const memberOf = (id: string): fc.Arbitrary<Statement> => members(id).map(name => ({
  name: 'member',
  refusals: name?.refused ? [name.refused] : [],
  facts: { choosesRole: true },
  run: ({ auth }) => void auth.addMember(name?.value ?? `m${id}`, auth.addGroup(`crew${id}`)),
}));

/** Pages that a statement adds may come later. */
const isTooEarly = (program: Program) => !program.pages && factsOf(program).some(({ domain }) => domain);

export const apiOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  fc.constantFrom('rest', 'http', 'graph', 'graph and key', 'store', 'load balancer'), fc.boolean(),
  knob(['app.example.com', 'app.example.com:8443'], [['https://app.example.com', /hostNames/], ['App.example.com', /hostNames/]]),
).map(([kind, isElsewhere, host]) => ({
  name: `api ${kind}`,
  refusals: [],
  facts: { ...(kind === 'load balancer' ? { client: {} } : { fromElsewhere: isElsewhere }) },
  ...(kind === 'load balancer' ? { ordered: true } : {}),
  clashes: program => kind !== 'load balancer' || isTooEarly(program) ? [] : [
    ...says(!program.pages, /loginPages/),
    ...says(host?.refused, host?.refused ?? /./),
  ],
  run: ({ auth, stack, elsewhere, program }) => {
    if (kind === 'load balancer' && isTooEarly(program)) return;
    const there = isElsewhere ? elsewhere : stack;
    const { userPool } = auth;
    switch (kind) {
      case 'rest': {
        const callers = new RestApiAuthorizer(there, `A${id}`, { userPool });
        new apigateway.RestApi(there, `Rest${id}`).root.addMethod('GET', new apigateway.MockIntegration(), callers.idTokens());
        break;
      }
      case 'http': {
        const callers = new HttpApiAuthorizer(`A${id}`, { userPool, clients: [auth.client] });
        new apigatewayv2.HttpApi(there, `Http${id}`).addRoutes({
          path: '/', integration: new HttpUrlIntegration('I', 'https://example.com'), authorizer: callers.anyTokens(),
        });
        break;
      }
      case 'graph':
      case 'graph and key': {
        const people = new AppSyncAuthorizer({ userPool, clients: [auth.client] });
        const byKey = { authorizationType: appsync.AuthorizationType.API_KEY };
        new appsync.GraphqlApi(there, `Graph${id}`, {
          name: 'orders',
          definition: appsync.Definition.fromFile(SCHEMA),
          authorizationConfig: kind === 'graph' ? { defaultAuthorization: people.nothingUnlessSaid() }
            : { defaultAuthorization: byKey, additionalAuthorizationModes: [people.additionalMode()] },
        });
        break;
      }
      case 'store': {
        const store = { policyStoreId: `store${id}`, userType: 'Shop::User' };
        new PolicyStoreIdentities(there, `P${id}`, { ...store, userPool, clients: [auth.client] });
        break;
      }
      default: new LoadBalancerSignIn(stack, `B${id}`, { users: auth.users, hostNames: [host?.value ?? 'b.example.com'] });
    }
  },
}));

/** One of each, for those who look after the app. */
export const onceOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  fc.constantFrom('outputs', 'parameter', 'hand-over', 'alarms', 'dashboard'),
  fc.constantFrom(ClientConfigFormat.PLAIN, ClientConfigFormat.AWS_SDK, ClientConfigFormat.OIDC),
  knob([`/app/${id}`, `a.b-c_${id}`], [['/aws/x', /\/aws\/x/], ['a b', /a b/], [`/${text(1011)}`, /xxx/]]),
).map(([kind, format, name]) => ({
  name: kind,
  refusals: (kind === 'parameter' || kind === 'hand-over') && name?.refused ? [name.refused] : [],
  facts: { single: kind === 'parameter' ? `${kind} ${format}` : kind },
  clashes: program => {
    const same = factsOf(program).filter(({ single }) => single === (kind === 'parameter' ? `${kind} ${format}` : kind));
    return says(kind !== 'outputs' && same.length > 1, /already/);
  },
  run: ({ auth }) => {
    switch (kind) {
      case 'outputs': return auth.clientConfig.addOutputs();
      case 'parameter': return void auth.clientConfig.storeInParameter(name?.value ?? `/config/${id}`, { format });
      case 'hand-over': return void auth.handOver(name?.refused ? name.value : `/auth/${id}`);
      case 'alarms': return void auth.addAlarms();
      default: return void auth.addDashboard();
    }
  },
}));
