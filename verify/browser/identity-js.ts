import { match, strictEqual } from 'assert';
import { foreign } from './chromium';
import { member, PASSWORD } from './stand';
import { LocalRun } from '../../scripts/demo/local-run';

/** The older library signs in by SRP, and is refused a renewal that a client with rotation does not take. */
export async function identityJs(run: LocalRun): Promise<void> {
  const { AuthenticationDetails, CognitoUser, CognitoUserPool } = foreign('amazon-cognito-identity-js');
  const email = 'iris@example.org';
  await member(run, email);
  const [{ id }] = Object.values(run.started.userPools);
  const [ClientId] = Object.values(run.started.clients);
  const Pool = new CognitoUserPool({ UserPoolId: id, ClientId, endpoint: run.started.endpoint });
  const user = new CognitoUser({ Username: email, Pool });
  const signIn = (Password: string) => new Promise<any>((onSuccess, onFailure) =>
    user.authenticateUser(new AuthenticationDetails({ Username: email, Password }), { onSuccess, onFailure }));
  match(await signIn('Wrong-horse-battery-9').then(() => 'taken', error => error.message), /Incorrect username or password/);
  const session = await signIn(PASSWORD);
  strictEqual(session.getIdToken().payload.email, email);
  const renewal = await new Promise<string>(done => user.refreshSession(
    session.getRefreshToken(), (error: Error | null) => done(error ? error.name : 'taken'),
  ));
  match(renewal, /Exception/);
}
