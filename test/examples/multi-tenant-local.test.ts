import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { InvoicesStack } from '../../examples/multi-tenant/invoices-stack';
import { MultiTenantStack } from '../../examples/multi-tenant/multi-tenant-stack';
import { AccessModel, Decision } from '../../src';
import { startLine } from '../../src/local/start-line';
import { Harness } from '../local/harness';
import { TestIssuer } from '../local/issuer';

/**
 * Both apps as they are synthesized, read together: the local run's identity pools, and the policies that judge what their sessions may do.
 */
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'multi-tenant-'));
const app = new App({ outdir });
const documents = new MultiTenantStack(app, 'MultiTenant');
const invoices = new InvoicesStack(app, 'Invoices');
app.synth();
const model = AccessModel.fromFile(outdir);

let local: Harness;
let providers: Record<string, string>;
beforeAll(async () => {
  local = await Harness.start((issuer: TestIssuer) => ({
    model, issuers: { [idOf(documents, documents.auth.userPool.userPoolId)]: issuer.url },
  }));
  providers = (startLine(local.endpoint, local.directory) as { providers: Record<string, string> }).providers;
});
afterAll(async () => {
  await local.stop();
  fs.rmSync(outdir, { recursive: true });
});

function idOf(stack: Stack, ref: string): string {
  return stack.resolve(ref).Ref;
}

const { client: web, identityPool } = documents.auth;
const poolOfDocuments = idOf(documents, identityPool.identityPoolId);
const apps = {
  documents: { client: idOf(documents, web.userPoolClientId), pool: poolOfDocuments },
  invoices: { client: idOf(invoices, invoices.client), pool: model.identityPools.find(name => name !== poolOfDocuments)! },
};

/** Signs somebody in to an app by the real client, and asks of the session that STS then sees what its role may do with its id and tags. */
async function session(of: keyof typeof apps, sub: string, claims: Record<string, unknown> = {}) {
  const { client, pool } = apps[of];
  const [, key] = Object.entries(providers).find(([name]) => name.endsWith(`:${client}`))!;
  const logins = { [key]: local.issuer.token({ aud: client, sub, ...claims }) };
  const { Arn, IdentityId, SessionTags } = await local.session(await local.enter(logins, pool));
  const role = [...local.directory.roles.values()].find(({ arn }) => arn.split('/').pop() === Arn.split('/')[1])!;
  const tags = Object.entries(JSON.parse(SessionTags ?? '{}')).map(([tag, value]) => [`aws:PrincipalTag/${tag}`, value]);
  // no values: the request has no such key
  const context = { 'aws:PrincipalTag/tenant': [], ...Object.fromEntries(tags), 'cognito-identity.amazonaws.com:sub': IdentityId };
  const can = (action: string, resource: string, more: object = {}) =>
    model.can(role.label, action, resource, { context: { ...context, ...more } }).decision;
  return { role: role.label, identityId: IdentityId, tags: SessionTags, can };
}

const bucketOf = (stack: MultiTenantStack | InvoicesStack) =>
  `arn:aws:s3:::${idOf(stack, (stack instanceof InvoicesStack ? stack.invoices : stack.documents).bucketName)}`;
const [documentsBucket, invoicesBucket] = [bucketOf(documents), bucketOf(invoices)];
const { ALLOWED, DENIED } = Decision;

describe('the document service, in the local run', () => {
  test.each([['acme', 'globex'], ['globex', 'acme']])('staff of %s get what is theirs, and nothing of %s', async (ours, theirs) => {
    const staff = await session('documents', `staff-of-${ours}`, { 'custom:tenant': ours, 'cognito:groups': ['staff'] });
    expect(staff.tags).toBe(JSON.stringify({ tenant: ours }));
    expect(staff.can('s3:PutObject', `${documentsBucket}/tenants/${ours}/contract.pdf`)).toBe(ALLOWED);
    expect(staff.can('s3:GetObject', `${documentsBucket}/tenants/${theirs}/contract.pdf`)).toBe(DENIED);
    expect(staff.can('s3:ListBucket', documentsBucket, { 's3:prefix': `tenants/${ours}/` })).toBe(ALLOWED);
    expect(staff.can('s3:ListBucket', documentsBucket, { 's3:prefix': `tenants/${theirs}/` })).toBe(DENIED);
  });

  test('a name that begins the same is another tenant, and one with a slash is none', async () => {
    const staff = await session('documents', 'ada', { 'custom:tenant': 'acme', 'cognito:groups': ['staff'] });
    expect(staff.can('s3:GetObject', `${documentsBucket}/tenants/acme2/contract.pdf`)).toBe(DENIED);
    const trickster = await session('documents', 'eve', { 'custom:tenant': 'acme/eu', 'cognito:groups': ['staff'] });
    expect(trickster.can('s3:GetObject', `${documentsBucket}/tenants/acme/eu/contract.pdf`)).toBe(DENIED);
    const wild = await session('documents', 'mallory', { 'custom:tenant': '*', 'cognito:groups': ['staff'] });
    expect(wild.can('s3:GetObject', `${documentsBucket}/tenants/acme/contract.pdf`)).toBe(DENIED);
  });

  test('who has no tenant has nothing of any, and drafts all the same', async () => {
    const nobody = await session('documents', 'bob', { 'cognito:groups': ['staff'] });
    expect(nobody.can('s3:GetObject', `${documentsBucket}/tenants/acme/contract.pdf`)).toBe(DENIED);
    expect(nobody.can('s3:GetObject', `${documentsBucket}/tenants//contract.pdf`)).toBe(DENIED);
    expect(nobody.can('s3:PutObject', `${documentsBucket}/drafts/${nobody.identityId}/letter.txt`)).toBe(ALLOWED);
  });

  test('everyone has drafts of their own, and nobody else\'s', async () => {
    const [ada, bob] = [
      await session('documents', 'ada', { 'custom:tenant': 'acme' }), await session('documents', 'bob', { 'custom:tenant': 'acme' }),
    ];
    expect(ada.identityId).not.toBe(bob.identityId);
    expect(ada.can('s3:GetObject', `${documentsBucket}/drafts/${ada.identityId}/letter.txt`)).toBe(ALLOWED);
    expect(ada.can('s3:GetObject', `${documentsBucket}/drafts/${bob.identityId}/letter.txt`)).toBe(DENIED);
    expect(ada.can('s3:GetObject', `${documentsBucket}/drafts/${ada.identityId}0/letter.txt`)).toBe(DENIED);
  });
});

describe('the second app, on the user pool of the first', () => {
  test('the same person is somebody else there, of the same tenant', async () => {
    const claims = { 'custom:tenant': 'acme', 'cognito:groups': ['staff'] };
    const [there, here] = [await session('documents', 'ada', claims), await session('invoices', 'ada', claims)];
    expect(here.identityId).not.toBe(there.identityId);
    expect(here.role).not.toBe(there.role);
    expect(here.can('s3:GetObject', `${invoicesBucket}/tenants/acme/july.pdf`)).toBe(ALLOWED);
    expect(here.can('s3:PutObject', `${invoicesBucket}/tenants/acme/july.pdf`)).toBe(DENIED);
    expect(here.can('s3:GetObject', `${invoicesBucket}/tenants/globex/july.pdf`)).toBe(DENIED);
    expect(here.can('s3:PutObject', `${invoicesBucket}/notes/${here.identityId}/a.txt`)).toBe(ALLOWED);
    expect(here.can('s3:GetObject', `${invoicesBucket}/notes/${there.identityId}/a.txt`)).toBe(DENIED);
    expect(here.can('s3:GetObject', `${documentsBucket}/tenants/acme/contract.pdf`)).toBe(DENIED);
  });

  test('people of the first read the price list with the role that they have there', async () => {
    for (const groups of [[], ['staff'], ['auditors']]) {
      const person = await session('documents', 'carol', {
        'custom:tenant': 'acme', ...groups.length > 0 ? { 'cognito:groups': groups } : {},
      });
      expect(person.can('s3:GetObject', `${invoicesBucket}/prices/2026.pdf`)).toBe(ALLOWED);
      expect(person.can('s3:GetObject', `${invoicesBucket}/tenants/acme/july.pdf`)).toBe(DENIED);
    }
  });

  test('a token of one app opens nothing in the other', async () => {
    const [, key] = Object.entries(providers).find(([name]) => name.endsWith(`:${apps.documents.client}`))!;
    const token = local.issuer.token({ aud: apps.documents.client, sub: 'ada' });
    await expect(local.enter({ [key]: token }, apps.invoices.pool)).rejects.toThrow();
  });
});
