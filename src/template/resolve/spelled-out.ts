import { hasGap, pseudoParameter, reference } from './marks';
import { attributeOf, Place, refOf } from './symbols';
import type { RawResource } from '../text/load';

/** What is known of a resource that a mark stands for. */
export type TypeOf = (template: number, logicalId: string) => string | undefined;

const IAM = `arn:${pseudoParameter('AWS::Partition')}:iam::${pseudoParameter('AWS::AccountId')}`;
const REGIONAL = `${pseudoParameter('AWS::Region')}:${pseudoParameter('AWS::AccountId')}`;

/**
 * What stands for an attribute of a resource. One that gives what `Ref` does is that reference, and names that are made of a reference are
 * written out, so that a template may cut them; `OneSpelling` puts them together again.
 */
export function attributeMark(
  template: number, { Type, Properties }: RawResource, logicalId: string, attribute: string, place: Place,
): string {
  const ref = reference(template, logicalId);
  switch (`${Type}.${attribute}`) {
    case 'AWS::Cognito::UserPool.ProviderName': return providerName(ref, place);
    case 'AWS::Cognito::UserPool.ProviderURL': return `https://${providerName(ref, place)}`;
    case 'AWS::Cognito::UserPool.Arn': return `arn:${pseudoParameter('AWS::Partition')}:cognito-idp:${REGIONAL}:userpool/${ref}`;
    case 'AWS::IAM::Role.Arn': {
      const path: unknown = Properties?.Path ?? '/';
      return typeof path === 'string' ? `${IAM}:role${path}${ref}` : reference(template, logicalId, attribute);
    }
  }
  const unset = () => undefined;
  const isRef = attributeOf(Type, logicalId, attribute, unset, place) === refOf(Type, logicalId, unset, place);
  return isRef ? ref : reference(template, logicalId, attribute);
}

function providerName(ref: string, { urlSuffix }: Place): string {
  return `cognito-idp.${pseudoParameter('AWS::Region')}.${urlSuffix}/${ref}`;
}

/** What never stands in the values of these, so that a text may be cut at it. The CDK puts `||` between what one stack gives another. */
const LACKS: Readonly<Record<string, string>> = {
  'AWS::Region': '/:._|;,# ',
  'AWS::Partition': '/:._|;,# ',
  'AWS::AccountId': '/:._-|;,# ',
  'AWS::URLSuffix': '/:_-|;,# ',
  'AWS::IAM::Role': '/:|;# ',
  'AWS::Cognito::UserPool': '/:.|;,# ',
  'AWS::Cognito::UserPoolClient': '/:._-|;,# ',
  'AWS::Cognito::IdentityPool': '/._|;,# ',
};

/** The parts of a text between a separator; nothing where a part that is not known may have it too. */
export function cut(text: string, separator: string, typeOf: TypeOf): string[] | undefined {
  if (hasGap(text) || text.includes('{{resolve:') || separator === '') return undefined;
  const pieces = text.split(/(«[^»]*»)/);
  const safe = pieces.every((piece, index) => index % 2 === 0 || lacks(piece.slice(1, -1), separator, typeOf));
  if (!safe) return undefined;
  return pieces.reduce<string[]>((parts, piece, index) => {
    const [first, ...more] = index % 2 === 0 ? piece.split(separator) : [piece];
    return [...parts.slice(0, -1), `${parts.at(-1)}${first}`, ...more];
  }, ['']);
}

function lacks(mark: string, separator: string, typeOf: TypeOf): boolean {
  const [, template, logicalId] = /^(\d+):(\w+)$/.exec(mark) ?? [];
  const never = LACKS[template === undefined ? mark : typeOf(Number(template), logicalId) ?? ''] ?? '';
  return [...separator].some(character => never.includes(character));
}
