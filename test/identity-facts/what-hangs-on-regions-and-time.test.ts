import { tagsOf } from '../../src/identity-facts/entities/role-tags';
import { missingInSecondRegion } from '../../src/identity-facts/entities/second-region';
import { keptOut } from '../../src/identity-facts/trust/kept-out';
import { timeOfRequest, timeStillToCome, withWholeTime } from '../../src/identity-facts/trust/request-time';
import { Decision } from '../../src/policy';
import { NO_VALUE, under } from '../../src/template/values';

const NOW = new Date('2026-11-28T12:00:00.900Z');
const [DATE, SECONDS] = ['aws:CurrentTime', 'aws:EpochTime'];

describe('the time of a request', () => {
  test('is told in both of its forms', () => {
    expect(timeOfRequest(NOW)).toEqual({ [DATE]: '2026-11-28T12:00:00.900Z', [SECONDS]: '1795867200' });
    expect(Number(timeOfRequest()[SECONDS])).toBeCloseTo(Date.now() / 1_000, -2);
  });

  test('that is still to come is not known, but not before now', () => {
    expect(timeStillToCome(NOW)).toEqual({
      [DATE]: { unknown: `every request has ${DATE}, and this one does not say which`, atLeast: '2026-11-28T12:00:00.900Z' },
      [SECONDS]: { unknown: `every request has ${SECONDS}, and this one does not say which`, atLeast: '1795867200' },
    });
  });

  test.each<[string, Record<string, any>, Record<string, any>]>([
    ['the date gives the seconds', { [DATE]: '2026-11-28T12:00:00Z' }, { [SECONDS]: '1795867200' }],
    ['the seconds give the date', { [SECONDS]: '1795867200' }, { [DATE]: '2026-11-28T12:00:00.000Z' }],
    ['seconds as a number do', { [SECONDS]: 1795867200 }, { [DATE]: '2026-11-28T12:00:00.000Z' }],
    ['whatever case a key has', { 'AWS:currenttime': '2026-11-28T12:00:00Z' }, { [SECONDS]: '1795867200' }],
    ['both are as they are told', { [DATE]: '2026-11-28T12:00:00Z', [SECONDS]: '7' }, {}],
    ['none gives none', { 'aws:SourceIp': '192.0.2.1' }, {}],
    ['what is no time gives none', { [DATE]: 'tomorrow' }, {}],
    ['a time that no date has gives none', { [SECONDS]: '99999999999999999' }, {}],
    ['a list gives none', { [DATE]: ['2026-11-28T12:00:00Z'] }, {}],
  ])('is whole: %s', (_, context, more) => expect(withWholeTime(context)).toEqual({ ...context, ...more }));
});

describe('the tags of a role', () => {
  const of = (Tags: unknown) => tagsOf({ props: { Tags } } as any);
  const gap = (why: string) => ({ 'Fn::Unresolved': why });
  const tag = (Key: unknown, Value: unknown) => ({ Key, Value });
  test('are as they are written', () => {
    expect(of([tag('team', 'blue'), tag('size', 3)])).toEqual({ tags: { team: 'blue', size: '3' } });
    expect(of(undefined)).toEqual({ tags: {} });
    expect(of(['team', tag('size', '3')])).toEqual({ tags: { size: '3' } });
  });

  test('are not known where the list is not, or a key is not', () => {
    expect(of(gap('elsewhere'))).toEqual({ tags: {}, tagsUnknown: 'elsewhere' });
    expect(of([tag('team', 'blue'), tag(gap('first'), 'x'), tag(gap('second'), 'x')]))
      .toEqual({ tags: { team: 'blue' }, tagsUnknown: 'first' });
  });

  test('may have any value where that is not known', () => {
    expect(of([tag('team', gap('elsewhere'))])).toEqual({
      tags: { team: { unknown: 'which tag team the role has is not known: elsewhere', mayBeAbsent: false } },
    });
  });

  test('may be there or not where they hang on a condition', () => {
    expect(of([under(['C'], tag('team', 'blue'), NO_VALUE)])).toEqual({
      tags: { team: { unknown: 'which tag team the role has is not known: it hangs on a condition of the template', mayBeAbsent: true } },
    });
  });
});

describe('what a user pool does not do in its second Region', () => {
  const POOL = {
    LambdaConfig: { PreSignUp: 'f', PostConfirmation: 'g', PreTokenGeneration: 'h', KMSKeyID: 'k' },
    EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' },
    SmsConfiguration: { SnsCallerArn: 'r' },
  };
  test.each<[string, object, object, string[]]>([
    ['all of it, where nothing is set', POOL, {}, ['triggers (PreSignUp, PostConfirmation)', 'email', 'sms']],
    ['nothing, where the pool does nothing', {}, {}, []],
    ['a trigger that is set in the first alone', POOL, { ...POOL, LambdaConfig: { PreSignUp: 'f' } }, ['triggers (PostConfirmation)']],
    ['nothing, where all is set', POOL, POOL, []],
    ['no mail that Cognito sends itself', { EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' } }, {}, []],
    ['no message, where nothing of it is set', { SmsConfiguration: {} }, {}, []],
    ['no trigger that is not known', { LambdaConfig: { PreSignUp: '«?elsewhere»' } }, {}, []],
    ['no trigger that is left out', { LambdaConfig: { PreSignUp: undefined } }, {}, []],
    ['nothing that CloudFormation computes', { LambdaConfig: { Ref: 'x' }, SmsConfiguration: { 'Fn::If': [] } }, {}, []],
    ['no trigger beside some that CloudFormation computes', POOL, { ...POOL, LambdaConfig: { 'Fn::If': [] } }, []],
    ['no trigger beside some that are not known', POOL, { ...POOL, LambdaConfig: '«?elsewhere»' }, []],
    ['no message, where it is not known', { SmsConfiguration: '«?elsewhere»' }, {}, []],
  ])('%s', (_, pool, second, expected) => expect(missingInSecondRegion(pool, second)).toEqual(expected));
});

describe('the identity pools that a role keeps out', () => {
  const out = (...decisions: Decision[]) => keptOut(decisions.map((decision, index) => ({ decision, index })), ({ decision }) => decision)
    .map(({ index }) => index);
  test('are those that it denies, while it lets others in, or may', () => {
    expect(out(Decision.ALLOWED, Decision.DENIED)).toEqual([1]);
    expect(out(Decision.DENIED, Decision.UNKNOWN, Decision.DENIED)).toEqual([0, 2]);
    expect(out(Decision.ALLOWED, Decision.ALLOWED)).toEqual([]);
  });
  test('are none where it lets nobody in', () => expect(out(Decision.DENIED, Decision.DENIED)).toEqual([]));
  test('are none of one', () => expect(out(Decision.DENIED)).toEqual([]));
});
