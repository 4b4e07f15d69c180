import { allow } from './case-parts';
import { patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

// A variable that only IAM users, services or those with a second factor have stands for nothing in a session of an identity pool.

const EMPTY = 'has a variable that no session of an identity pool fills and';
const b = (tail: string) => `arn:aws:s3:::${tail}`;
const found = (action: string, resource: unknown, more: object = {}) => checkTemplates([
  { name: 'T', body: patched({ 'Member/Policies': allow(action, resource, more) }) },
]).filter(({ rule }) => rule === 'policy-variable-misspelt').map(({ message }) => message.replace('Member: ', ''));

test.each<[string, string[], string]>([
  ['in a resource', found('s3:GetObject', b('${aws:username}/*')), `${b('${aws:username}/*')} ${EMPTY} allows nothing`],
  ['among resources', found('s3:GetObject', [b('a'), b('${aws:UserName}')]), `${b('${aws:UserName}')} ${EMPTY} allows nothing`],
  [
    'in a denial', found('s3:GetObject', b('a/${AWS:username}'), { Effect: 'Deny' }),
    `${b('a/${AWS:username}')} ${EMPTY} denies nothing`,
  ],
  [
    'in what is left out', found('s3:*', [], { Effect: 'Deny', NotResource: b('${aws:username}/*') }),
    `${b('${aws:username}/*')} ${EMPTY} leaves nothing out`,
  ],
  [
    'in a condition', found('s3:ListBucket', b('a'), { Condition: { StringLike: { 's3:prefix': ['public/*', '${aws:username}/*'] } } }),
    `\${aws:username}/* ${EMPTY} equals nothing`,
  ],
  [
    'of a second factor', found('s3:GetObject', b('${aws:MultiFactorAuthAge}')),
    `${b('${aws:MultiFactorAuthAge}')} ${EMPTY} allows nothing`,
  ],
  [
    'misspelt in what is left out', found('s3:*', [], { Effect: 'Deny', NotResource: b('${cognito:sub}/*') }),
    `${b('${cognito:sub}/*')} has a variable that IAM does not know`,
  ],
])('is found %s', (_where, messages, expected) => expect(messages).toEqual([expected]));

test.each([
  "${aws:username, 'nobody'}", '${aws:userid}', '${aws:PrincipalTag/username}', '${cognito-identity.amazonaws.com:sub}', 'aws:username',
])('%s is none', text => expect(found('s3:GetObject', b(`${text}/*`))).toEqual([]));
