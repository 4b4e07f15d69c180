import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnElement, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Employer } from './employer';
import { LocalRun } from './local-run';
import { Deed, may } from './promises';
import { Story } from './story';
import { table } from './table';
import { Claim, CognitoAuth, ExternalLogin, IdentityRole, RoleRule } from '../../src';
import { AccessModel } from '../../src/access-model';

/** What the employer calls the app. */
export const APP = 'press-desk';
const STRANGER = 'us-east-1:00000000-0000-4000-8000-00000000beef';

/** What a template of the press desk is called by. */
export interface PressDesk {
  readonly template: string;
  /** Logical ids of roles. */
  readonly press: string;
  readonly everyone: string;
  readonly bucket: string;
}

/** A second, small app: people sign in at their employer, past the user pool, and the department that it names decides. */
function pastTheUserPool(folder: string): PressDesk {
  const stack = pressStack(folder);
  const employer = ExternalLogin.openIdConnect(new iam.CfnOIDCProvider(stack, 'Employer', {
    url: `https://${Employer.HOST}`, clientIdList: [APP],
  }));
  const auth = new CognitoAuth(stack, 'Auth', { externalLogins: [employer] });
  const press = auth.addRule('Press', RoleRule.equalTo(Claim.fromProvider('department'), 'press'), { provider: employer });
  return pressDesk(auth, press);
}

export function pressStack(folder: string): Stack {
  const app = new App({ outdir: folder, context: { '@aws-cdk/core:validationReportJson': false } });
  return new Stack(app, 'PressDesk', { env: { region: 'us-east-1', account: '123456789012' } });
}

/** What everybody and the press may do, synthesized. */
export function pressDesk(auth: CognitoAuth, press: IdentityRole): PressDesk {
  const stack = Stack.of(auth);
  const photos = new s3.Bucket(stack, 'Photos');
  auth.authenticated.grantOwnObjects(photos, { prefix: 'private' });
  photos.grantPut(press, 'press/*');
  const { templateFullPath: template } = (stack.node.root as App).synth().getStackByName('PressDesk');
  const idOf = (role: IdentityRole) => stack.resolve((role.role.node.defaultChild as CfnElement).logicalId) as string;
  return {
    template,
    press: idOf(press),
    everyone: idOf(auth.authenticated),
    bucket: stack.resolve(photos.bucketName).Ref,
  };
}

export const deeds = (bucketArn: string): Deed[] => [
  { heading: 'keep own', action: 's3:PutObject', resource: me => `${bucketArn}/private/${me}/cat.jpg` },
  { heading: 'publish for the press', action: 's3:PutObject', resource: () => `${bucketArn}/press/opening.jpg` },
  { heading: "see others'", action: 's3:GetObject', resource: () => `${bucketArn}/private/${STRANGER}/diary.jpg` },
];

/** Who is promised which role, and may do what. */
export const PEOPLE = [
  { name: 'Pia', department: 'press', role: 'press', may: ['keep own', 'publish for the press'] },
  { name: 'Olaf', department: 'sales', role: 'everyone', may: ['keep own'] },
] as const;

/** People of an employer become roles by tokens of the employer's OpenID Connect provider, which stands on this machine for a while. */
export async function tellOfEmployer(story: Story): Promise<void> {
  story.chapter('Pia and Olaf, who sign in at their employer (OpenID Connect), past the user pool');
  const folder = mkdtempSync(join(tmpdir(), 'press-desk-'));
  const made = pastTheUserPool(folder);
  const model = AccessModel.fromFile(made.template);
  const employer = await Employer.open(APP);
  let run: LocalRun | undefined;
  try {
    run = await LocalRun.start([made.template, '--port', '0', '--keys', `${Employer.HOST}=${employer.keysAt}`]);
    story.say(`the identity pool at ${run.started.endpoint}, the keys of the employer at ${employer.keysAt}`);
    const enter = enterAt(run);
    const rows: string[][] = [];
    for (const { name, department, role, may: promised } of PEOPLE) {
      const token = employer.idToken(name.toLowerCase(), { department });
      const entered = await story.does(`${name} of ${department} gets credentials for a token of the employer`, () => enter(token));
      story.expect(`${name} is`, entered.roleName, made[role]);
      rows.push([name, `OpenID Connect; department = ${department}`, entered.roleName, ...deeds(`arn:aws:s3:::${made.bucket}`).map(deed => {
        const allowed = may(model, entered.roleName, deed, entered.identityId) === 'allowed';
        story.expect(`  ${deed.heading}`, allowed ? 'yes' : 'no', (promised as readonly string[]).includes(deed.heading) ? 'yes' : 'no');
        return allowed ? 'yes' : 'no';
      })]);
    }
    const press = `arn:aws:iam::123456789012:role/${made.press}`;
    const olaf = employer.idToken('olaf', { department: 'sales' });
    await story.isRefused("Olaf asks for the press's role", 'NotAuthorizedException', () => enter(olaf, press));
    await story.isRefused('Mallory signs a token herself', 'NotAuthorizedException', () =>
      enter(employer.forgedToken('mallory', { department: 'press' })));
    for (const line of table(['who', 'signed in by', 'role', ...deeds('').map(({ heading }) => heading)], rows)) story.say(line.trim());
  } finally {
    await run?.stop();
    await employer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks the identity pool for credentials with a token of the employer. */
const enterAt = (run: LocalRun) => (token: string, roleArn?: string) =>
  run.enter(Object.values(run.started.identityPools)[0], { [Employer.HOST]: token }, roleArn);
