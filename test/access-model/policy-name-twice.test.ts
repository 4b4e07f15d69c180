import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { allow, template } from './fixture';
import { AccessModel } from '../../src/access-model';

const policy = (PolicyName: unknown, action: string, type = 'AWS::IAM::Policy') => ({
  Type: type,
  Properties: {
    PolicyName,
    PolicyDocument: { Version: '2012-10-17', Statement: [allow(action, '*')] },
    ...(type === 'AWS::IAM::RolePolicy' ? { RoleName: 'member' } : { Roles: ['member'] }),
  },
});

/** The stack with the role, and others beside it. */
function decisions(stacks: Record<string, object>): (action: string) => string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'twice-'));
  const auth = template();
  auth.Resources.Members.Properties.RoleName = 'member';
  const bodies: Record<string, object> = {
    Auth: auth, ...Object.fromEntries(Object.entries(stacks).map(([name, Grant]) => [name, { Resources: { [`Grant${name}`]: Grant } }])),
  };
  const artifacts = Object.keys(bodies).map(name => [
    name, { type: 'aws:cloudformation:stack', environment: 'aws://123456789012/us-east-1', properties: { templateFile: `${name}.json` } },
  ]);
  for (const [name, body] of Object.entries(bodies)) fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(body));
  fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ version: '36.0.0', artifacts: Object.fromEntries(artifacts) }));
  try {
    const model = AccessModel.fromFile(folder);
    return action => model.can('Members', action, '*').decision;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

test('inline policies of one name from two stacks do not add up: either replaces the other', () => {
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy']) {
    const can = decisions({ Photos: policy('Access', 's3:GetObject'), Notes: policy('Access', 'dynamodb:GetItem', type) });
    expect(can('s3:GetObject')).toBe('unknown');
    expect(can('dynamodb:GetItem')).toBe('unknown');
    expect(can('s3:PutObject')).toBe('denied');
  }
});

test('policies of two names add up, and managed ones have no name of the role', () => {
  for (const other of [policy('Other', 'dynamodb:GetItem'), { ...policy('Access', 'dynamodb:GetItem'), Type: 'AWS::IAM::ManagedPolicy' }]) {
    const can = decisions({ Photos: policy('Access', 's3:GetObject'), Notes: other });
    expect(can('s3:GetObject')).toBe('allowed');
    expect(can('dynamodb:GetItem')).toBe('allowed');
  }
});
