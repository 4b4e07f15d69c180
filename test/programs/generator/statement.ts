import { Stack } from 'aws-cdk-lib';
import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { AuthBlueprintProps, CognitoAuth, CognitoAuthProps } from '../../../src';

/** What a statement may use: the construct, its stack, and another place, which may be that same stack. */
export interface Place {
  readonly auth: CognitoAuth;
  readonly stack: Stack;
  readonly elsewhere: Stack;
  readonly program: Program;
}

/** One statement of a program; `ordered` tells which may not change places without changing what is meant. */
export interface Statement {
  readonly name: string;
  readonly refusals: RegExp[];
  readonly ordered?: boolean;
  /** The identifier of a resource server, which no two statements may share. */
  readonly unique?: string;
  /** What it makes or asks for that other statements look at. */
  readonly facts?: Facts;
  /** What the rest of the program makes wrong about it, by the documentation alone. */
  clashes?(program: Program): RegExp[];
  run(place: Place): void;
}

/** What statements have to do with each other. */
export interface Facts {
  /** The name of a provider in the user pool. */
  readonly provider?: string;
  /** What that provider fills, as tokens have it. */
  readonly mapped?: readonly string[];
  /** The least plan that the statement takes. */
  readonly plan?: FeaturePlan;
  /** Whether it gives a role to some of those who signed in. */
  readonly choosesRole?: boolean;
  /** The kind of domain that it makes. */
  readonly domain?: 'prefix' | 'custom';
  /** What pages it gives a look, of which clients have one. */
  readonly looks?: readonly string[];
  /** Keys of tags of sessions. */
  readonly tags?: readonly string[];
  /** Which trigger it takes. */
  readonly trigger?: string;
  /** What a pool, or a program, has one of. */
  readonly single?: string;
  /** A client that people sign in through. */
  readonly client?: ClientFacts;
  /** Whether the other stack refers to the construct. */
  readonly fromElsewhere?: boolean;
}

/** What a client that people sign in through says. */
export interface ClientFacts {
  /** Undefined where it offers all providers. */
  readonly offers?: readonly string[];
  /** Undefined where the list is the pool's. */
  readonly writes?: readonly string[];
}

/** The login pages that the props ask for. */
export interface Pages {
  readonly kind: 'prefix' | 'custom';
  readonly classic: boolean;
  readonly moving: boolean;
  readonly looks: readonly string[];
  readonly refusals: RegExp[];
  /** Refused unless the stack is in us-east-1, where a certificate can be made. */
  readonly makesCertificate?: boolean;
  make(stack: Stack): NonNullable<CognitoAuthProps['loginPages']>;
}

/** Where the construct and what is around it are. */
export type Layout = 'one' | 'two' | 'nested' | 'stage' | 'auth nested';

export interface Program {
  readonly region?: string;
  readonly account?: string;
  readonly layout: Layout;
  readonly props: { values: Partial<CognitoAuthProps>; refusals: RegExp[] };
  readonly pages?: Pages;
  readonly client?: ClientOfProps;
  readonly blueprint?: BlueprintOfProgram;
  readonly beside?: Beside;
  readonly statements: readonly Statement[];
}

/** What props refer to and has to be made before the construct. */
export interface Beside {
  /** The key that the pool is encrypted with: in one Region, in several, or made by the program for several. */
  readonly keyed: 'no' | 'single' | 'multi' | 'late';
  clashes(program: Program): RegExp[];
  make(place: Omit<Place, 'auth'>): Partial<CognitoAuthProps>;
}

/** The first client. */
export interface ClientOfProps {
  readonly client: NonNullable<CognitoAuthProps['client']>;
  readonly refusals: RegExp[];
  readonly facts: Facts;
  clashes(program: Program): RegExp[];
}

/** What an organization asks, and what it refuses. */
export interface BlueprintOfProgram {
  readonly asks: AuthBlueprintProps;
  clashes(program: Program): RegExp[];
}

export const says = (yes: unknown, refusal: RegExp): RegExp[] => (yes ? [refusal] : []);

export const factsOf = ({ statements }: Program): Facts[] => statements.flatMap(({ facts }) => facts ?? []);

/** Custom attributes, by name; the props say so, nobody else can. */
export const customOf = ({ props: { values } }: Program): Record<string, unknown> => values.attributes?.custom ?? {};

/** Whether people sign in by e-mail, also by an alias of their user name: the default does. */
export const byEmail = ({ props: { values } }: Program): boolean => (values.signIn as any)?._aliases.email ?? values.signIn === undefined;
