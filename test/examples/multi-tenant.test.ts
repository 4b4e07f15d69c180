import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { InvoicesStack } from '../../examples/multi-tenant/invoices-stack';
import { MultiTenantStack } from '../../examples/multi-tenant/multi-tenant-stack';
import { AccessModel } from '../../src';
import { checkTemplates } from '../../src/guardrails/check';

const SUB = 'cognito-identity.amazonaws.com:sub';

describe('the multi-tenant example', () => {
  const stack = new MultiTenantStack(new App(), 'MultiTenant');
  const model = AccessModel.fromStack(stack);
  const object = (key: string) => stack.documents.arnForObjects(key);
  const someone = (tenant: string | undefined, ...groups: string[]) =>
    model.signedIn(stack.auth.client.userPoolClientId, {
      groups, ...tenant === undefined ? {} : { attributes: { 'custom:tenant': tenant } },
    });
  const key = (value: string) => ({ context: { 'dynamodb:LeadingKeys': [value] } });

  test.each([
    ['acme', 'globex'], ['globex', 'acme'],
  ])('staff of %s work on what their company has, and not on what %s has', (ours, theirs) => {
    const staff = someone(ours, 'staff');
    staff.assertCan('s3:PutObject', object(`tenants/${ours}/contract.pdf`));
    staff.assertCannot('s3:GetObject', object(`tenants/${theirs}/contract.pdf`));
    staff.assertCannot('s3:GetObject', object(`tenants/${ours}2/contract.pdf`));
    staff.assertCan('dynamodb:PutItem', stack.orders.tableArn, key(`${ours}#1`));
    staff.assertCannot('dynamodb:GetItem', stack.orders.tableArn, key(`${theirs}#1`));
    staff.assertCannot('dynamodb:Query', stack.orders.tableArn);
    staff.assertCannot('dynamodb:Scan', stack.orders.tableArn);
    staff.assertCan('s3:ListBucket', stack.documents.bucketArn, { context: { 's3:prefix': `tenants/${ours}/` } });
    staff.assertCannot('s3:ListBucket', stack.documents.bucketArn, { context: { 's3:prefix': 'tenants/' } });
  });

  test('auditors read what their company has, and change nothing', () => {
    const auditor = someone('acme', 'auditors');
    auditor.assertCan('s3:GetObject', object('tenants/acme/contract.pdf'));
    auditor.assertCannot('s3:PutObject', object('tenants/acme/contract.pdf'));
    auditor.assertCannot('dynamodb:PutItem', stack.orders.tableArn, key('acme#1'));
  });

  test('everyone has drafts of their own and the shared templates, whatever their company and group', () => {
    for (const anyone of [someone('acme'), someone('globex', 'staff'), someone(undefined, 'auditors')]) {
      const context = { [SUB]: 'us-east-1:me' };
      anyone.assertCan('s3:PutObject', object('drafts/us-east-1:me/letter.txt'), { context });
      anyone.assertCannot('s3:GetObject', object('drafts/us-east-1:you/letter.txt'), { context });
      anyone.assertCan('s3:GetObject', object('templates/letter.txt'), { context });
      anyone.assertCannot('s3:PutObject', object('templates/letter.txt'), { context });
    }
  });

  test('who is in no group has nothing of a company', () => {
    someone('acme').assertCannot('s3:GetObject', object('tenants/acme/contract.pdf'));
  });

  test('no guardrail has a finding of its permissions, claims or trust', () => {
    const invoices = new InvoicesStack(new App(), 'Invoices');
    const findings = checkTemplates([stack, invoices].map(one => ({
      name: one.stackName, body: { Resources: {}, ...Template.fromStack(one).toJSON() },
    })));
    expect(findings.filter(({ severity }) => severity === 'high' || severity === 'critical').map(({ rule }) => rule)).toEqual([]);
  });
});
