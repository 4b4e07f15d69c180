import { LoadedTemplate } from '../../../src/template/text/load';
import { FOREIGN } from '../promises';

type Resource = { Type: string; Properties: Record<string, any> };

/** Something that is deployed otherwise than it is promised, who has to notice, and in what they do. */
export interface Sabotage {
  readonly what: string;
  readonly who: string;
  readonly notices: string;
  readonly change: (resources: Record<string, Resource>) => void;
}

const only = (resources: Record<string, Resource>, id: RegExp) => {
  const found = Object.keys(resources).filter(name => id.test(name));
  if (found.length !== 1) throw new Error(`${id} is ${found.join(', ') || 'nothing'}`);
  return resources[found[0]].Properties;
};
const replaced = <T>(value: T, from: string, to: string): T => {
  const text = JSON.stringify(value);
  if (!text.includes(from)) throw new Error(`there is no ${from} in ${text}`);
  return JSON.parse(text.replaceAll(from, to));
};

export const SABOTAGES: readonly Sabotage[] = [
  {
    what: 'the rule asks for another plan',
    who: 'a member on the gold plan',
    notices: 'becomes',
    change: resources => {
      const attachment = only(resources, /RoleAttachment/);
      attachment.RoleMappings = replaced(attachment.RoleMappings, '"Value":"gold"', '"Value":"platinum"');
    },
  },
  {
    what: 'the precedence of two groups is swapped',
    who: 'an admin, who is an editor too',
    notices: 'becomes',
    change: resources => { only(resources, /adminsGroup/).Precedence = 20; },
  },
  {
    what: 'the trust policy of guests lets nobody in who has not signed in',
    who: 'a guest',
    notices: 'becomes',
    change: resources => {
      const role = only(resources, /^AuthIdentitiesGuests\w{8}$/);
      role.AssumeRolePolicyDocument = replaced(role.AssumeRolePolicyDocument, '"unauthenticated"', '"authenticated"');
    },
  },
  {
    what: 'members may write into everybody\'s folder',
    who: 'a member with an authenticator app',
    notices: `PUT Photos/private/${FOREIGN}/note.txt is`,
    change: resources => {
      const policy = only(resources, /^AuthIdentitiesSignedInPolicy/);
      policy.PolicyDocument = replaced(policy.PolicyDocument, '${cognito-identity.amazonaws.com:sub}', '*');
    },
  },
  {
    what: 'the teams are mixed up',
    who: 'a member of team red',
    notices: 'PUT Photos/teams/red/plan.txt is',
    change: resources => {
      const tags = only(resources, /TagsOf/);
      tags.PrincipalTags = { team: 'custom:plan' };
    },
  },
];

export function sabotaged(templates: LoadedTemplate[], { change }: Sabotage): LoadedTemplate[] {
  return templates.map(template => {
    const body = structuredClone(template.body);
    if (template.name === 'OnAccountFirst') change(body.Resources as Record<string, Resource>);
    return { ...template, body };
  });
}
