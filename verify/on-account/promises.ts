import { Description } from './person';

/** Something to do with an object of a bucket. */
export interface Act {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
}

/** Somebody, through which client they come, and what they try: something that they should be allowed, and something not. */
export interface Visitor extends Description {
  readonly who: string;
  readonly client: 'AuthUsersClient' | 'UsersReports';
  readonly bucket: 'Photos' | 'Reports';
  readonly authenticator?: boolean;
  readonly may: Act;
  readonly mayNot: Act;
}

/** In a key, the identity of whoever asks; nobody's identity. */
export const [OWN, FOREIGN] = ['OWN', 'us-east-1:00000000-0000-0000-0000-000000000000'];

const put = (key: string): Act => ({ method: 'PUT', key });
const get = (key: string): Act => ({ method: 'GET', key });
const first = { client: 'AuthUsersClient', bucket: 'Photos' } as const;

/** What is there before anybody comes, so that nobody is refused for what is not there. */
export const SEEDS: readonly [bucket: Visitor['bucket'], key: string][] = [
  ['Photos', 'public/hello.txt'], ['Photos', 'originals/one.txt'], ['Photos', 'drafts/one.txt'], ['Photos', 'teams/blue/plan.txt'],
];

export const VISITORS: readonly Visitor[] = [
  {
    who: 'an admin, who is an editor too',
    ...first,
    groups: ['editors', 'admins'],
    may: put('public/new.txt'),
    mayNot: put('drafts/new.txt'),
  },
  { who: 'an editor', ...first, groups: ['editors'], may: put('drafts/two.txt'), mayNot: put('public/two.txt') },
  {
    who: 'a member on the gold plan',
    ...first,
    attributes: { 'custom:plan': 'gold' },
    may: get('originals/one.txt'),
    mayNot: get('drafts/one.txt'),
  },
  {
    who: 'a member on another plan',
    ...first,
    attributes: { 'custom:plan': 'silver' },
    may: put(`private/${OWN}/a.txt`),
    mayNot: get('originals/one.txt'),
  },
  {
    who: 'a member with an authenticator app',
    ...first,
    authenticator: true,
    may: put(`private/${OWN}/note.txt`),
    mayNot: put(`private/${FOREIGN}/note.txt`),
  },
  {
    who: 'a member of team red',
    ...first,
    attributes: { 'custom:team': 'red' },
    may: put('teams/red/plan.txt'),
    mayNot: get('teams/blue/plan.txt'),
  },
  {
    who: 'a member in the second app',
    client: 'UsersReports',
    bucket: 'Reports',
    groups: ['admins'],
    may: put(`private/${OWN}/report.txt`),
    mayNot: put('public/report.txt'),
  },
];

export const GUEST = { who: 'a guest', ...first, may: get('public/hello.txt'), mayNot: get('originals/one.txt') } satisfies Visitor;
