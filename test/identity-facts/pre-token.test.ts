import { preTokenTrigger } from '../../src/identity-facts/claims/pre-token';
import { gap, reference } from '../../src/template/resolve/marks';
import { unresolved } from '../../src/template/values';

const fn = reference(0, 'Fn', 'Arn');
const config = (LambdaArn: unknown, LambdaVersion: unknown = 'V2_0') => ({ LambdaArn, LambdaVersion });

test.each<[string, unknown, object]>([
  ['nothing', undefined, { isSet: false }],
  ['other triggers', { PostConfirmation: fn }, { isSet: false }],
  ['an ARN that is empty', { PreTokenGeneration: '' }, { isSet: false }],
  ['a configuration without a function', { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } }, { isSet: false }],
  ['the old way', { PreTokenGeneration: fn }, { isSet: true, fn, version: 'V1_0' }],
  ['the old way, by an ARN that is not known', { PreTokenGeneration: gap('x') }, { isSet: true, fn: gap('x'), version: 'V1_0' }],
  ['the new way', { PreTokenGenerationConfig: config(fn) }, { isSet: true, fn, version: 'V2_0' }],
  ['the new way for the first version', { PreTokenGenerationConfig: config(fn, 'V1_0') }, { isSet: true, fn, version: 'V1_0' }],
  ['both ways, of which the new one counts', { PreTokenGeneration: 'old', PreTokenGenerationConfig: config(fn) },
    { isSet: true, fn, version: 'V2_0' }],
  ['the old way beside an empty new one', { PreTokenGeneration: fn, PreTokenGenerationConfig: config(undefined) },
    { isSet: true, fn, version: 'V1_0' }],
  ['a version that is not known', { PreTokenGenerationConfig: config(fn, gap('v')) }, { isSet: true, fn }],
  ['a version that CloudFormation computes', { PreTokenGenerationConfig: config(fn, { Ref: 'Version' }) }, { isSet: true, fn }],
  ['a function as rendered', { PreTokenGenerationConfig: config({ 'Fn::GetAtt': ['Fn', 'Arn'] }) },
    { isSet: true, fn: { 'Fn::GetAtt': ['Fn', 'Arn'] }, version: 'V2_0' }],
  ['triggers that are not known', gap('x'), { isSet: 'unknown' }],
  ['triggers that CloudFormation computes', { 'Fn::If': ['IsProd', {}, {}] }, { isSet: 'unknown' }],
  ['a configuration that is not known', { PreTokenGenerationConfig: gap('x') }, { isSet: 'unknown' }],
  ['a configuration that CloudFormation computes', { PreTokenGenerationConfig: { 'Fn::If': ['IsProd', {}, {}] } }, { isSet: 'unknown' }],
  ['a configuration that was not resolved', { PreTokenGenerationConfig: unresolved('x') }, { isSet: 'unknown' }],
])('the pre token generation trigger of %s', (_, triggers, expected) => {
  expect(preTokenTrigger(triggers)).toEqual(expected);
});
