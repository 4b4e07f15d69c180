import { Target } from '../aws-calls';
import { Deployed } from '../stacks/deploy';
import { Tally } from '../tally';
import { mailedCode } from './mail';
import { Person, SignInClient, signInClient, userPools } from './person';
import { PromisedRoles } from './promised-roles';
import { refused } from './refused';

/** Somebody with tokens, or a guest, and the role that the template promises them. */
export interface Visitor {
  readonly who: string;
  readonly tokens?: { readonly id: string; readonly access: string };
  /** Logical id. */
  readonly role: string;
}

/** The user-pool half of the story: everything here is asked of the emulator. */
export class People {
  public static async at(target: Target, stack: Deployed, tally: Tally): Promise<People> {
    const [pool, client] = ['AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient'].map(type => {
      const [id] = Object.entries(stack.template.Resources).find(([, resource]) => resource.Type === type)!;
      return stack.facts.physicalIds[id];
    });
    return new People(target, await signInClient(userPools(target), pool, client), tally);
  }

  /** The key of the user pool in a Logins map. */
  public readonly provider: string;
  private readonly users;
  private readonly visitors: Visitor[] = [];

  private constructor(private readonly target: Target, private readonly client: SignInClient, private readonly tally: Tally) {
    this.users = userPools(target);
    this.provider = `cognito-idp.${target.region}.amazonaws.com/${client.pool}`;
  }

  /** Everybody whose sign-in succeeds, and a guest. */
  public async arrive(roles: PromisedRoles): Promise<Visitor[]> {
    this.visitors.push({ who: 'a guest', role: roles.guest });
    const mona = new Person(this.users, this.client, 'mona@example.org');
    await this.signUp(mona);
    await this.tally.check('a member signs in by SRP, and not with another password', async () => {
      await refused(/NotAuthorized/, () => mona.signIn({ password: 'Wrong-horse-battery-9' }));
      await this.enter('a member', mona, roles.member);
    });
    await this.tally.check('a member enrols TOTP and signs in with it; refused: another code, both times', async () => {
      await refused(/EnableSoftwareTokenMFA/, () => mona.enrolTotp('000000'));
      await mona.enrolTotp();
      await refused(/CodeMismatch/, () => mona.signIn({ totpCode: mona.wrongTotpCode() }));
      await mona.signIn();
    });
    for (const [group, role] of Object.entries(roles.groups)) {
      await this.admit(
        `somebody in the group ${group}`, `${group}@example.org`, role, {}, group,
      );
    }
    await this.admit('somebody with the plan gold', 'gold@example.org', roles.rules.gold, { 'custom:plan': 'gold' });
    await this.admit('somebody with the plan silver', 'silver@example.org', roles.member, { 'custom:plan': 'silver' });
    return this.visitors;
  }

  private async signUp(person: Person): Promise<void> {
    await this.tally.check('sign-up; refused: a mail address that the pre-sign-up trigger turns away', async () => {
      const throwAway = new Person(this.users, this.client, 'somebody@throwaway.example');
      await refused(/UserLambdaValidation/, () => throwAway.signUp({ email: throwAway.name }));
      await person.signUp({ email: person.name });
    });
    await this.tally.check('confirmation with the code in the mail; refused: signing in before, and another code', async () => {
      await refused(/UserNotConfirmed/, () => person.signIn());
      await refused(/CodeMismatch/, () => person.confirm('000000'));
      await person.confirm(await mailedCode(this.target, person.name));
    });
  }

  private async admit(who: string, name: string, role: string, attributes: Record<string, string>, group?: string): Promise<void> {
    await this.tally.check(`${who} signs in by SRP`, async () => {
      const person = await Person.admitted(this.users, this.client, name, { email: name, ...attributes });
      if (group) await person.join(group);
      await this.enter(who, person, role);
    });
  }

  private async enter(who: string, person: Person, role: string): Promise<void> {
    const { IdToken, AccessToken } = await person.signIn();
    this.visitors.push({ who, tokens: { id: IdToken!, access: AccessToken! }, role });
  }
}
