import { arn, asked, Row, unknown } from './asking';
import { allow, rule, workflows } from '../case-parts';
import { Patch } from '../good-template';

const GITHUB = 'token.actions.githubusercontent.com';
const MAIN = rule('ref', 'Equals', 'refs/heads/main');
const RIGHTS = { 'Gold/Policies': allow('s3:PutObject', 'arn:aws:s3:::b/*') };
const WIDE = { 'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/*') };
const ANYBODY = { AmbiguousRoleResolution: 'AuthenticatedRole' };
const gives = (what: string, severity = 'high', issuer = GITHUB) =>
  `Roles ${severity} A114: rule 1 (${what}) gives Gold.Arn to tokens that anybody gets from ${issuer}`;
const github = (claim: string, match: string, value: string): Patch => ({ ...RIGHTS, ...workflows([rule(claim, match, value)]) });
const gitlab = (claim: string, match: string, value: string): Patch =>
  ({ ...RIGHTS, ...workflows([rule(claim, match, value)], {}, 'https://gitlab.com') });
const row = (of: typeof github, claim: string, match: string, value: string, issuer?: string): Row => [
  `${claim} ${match} ${value}`,
  of(claim, match, value),
  ...issuer === undefined ? [] : [gives(`${claim} ${match} '${value}'`, 'high', issuer)],
];

asked({
  'shared-issuer-any-owner': [
    // everyone runs a workflow with these
    row(github, 'ref', 'Equals', 'refs/heads/main', GITHUB),
    row(github, 'actor', 'Equals', 'octocat', GITHUB),
    row(github, 'environment', 'Equals', 'production', GITHUB),
    row(github, 'runner_environment', 'Equals', 'github-hosted', GITHUB),
    row(github, 'aud', 'Equals', 'identity-pool', GITHUB),
    // a reusable workflow is called from everywhere
    row(github, 'job_workflow_ref', 'Equals', 'acme/shop/.github/workflows/deploy.yml@refs/heads/main', GITHUB),
    // acme-evil begins with acme
    row(github, 'sub', 'StartsWith', 'repo:acme', GITHUB),
    row(github, 'sub', 'StartsWith', 'repo:acme/'),
    row(github, 'repository', 'StartsWith', 'acme', GITHUB),
    row(github, 'repository', 'StartsWith', 'acme/'),
    row(github, 'repository_owner', 'StartsWith', 'acme', GITHUB),
    row(github, 'repository_owner', 'Equals', 'acme'),
    row(github, 'repository_owner_id', 'StartsWith', '12', GITHUB),
    row(github, 'repository_owner_id', 'Equals', '12'),
    row(github, 'repository_id', 'Equals', '12'),
    row(github, 'repository', 'Equals', 'acme/shop'),
    // what the owner of a repository puts into the subject
    row(github, 'sub', 'Equals', 'environment:production', GITHUB),
    row(github, 'sub', 'Equals', 'repository_owner_id:12:environment:production'),
    row(github, 'sub', 'Equals', 'repository_owner:acme'),
    row(github, 'sub', 'StartsWith', 'repository_owner:acme', GITHUB),
    row(github, 'sub', 'Equals', 'repo:acme/shop:ref:refs/heads/main'),
    row(github, 'sub', 'Equals', 'repo:acme@1/shop@2:ref:refs/heads/main'),
    row(gitlab, 'ref', 'Equals', 'main', 'gitlab.com'),
    row(gitlab, 'sub', 'StartsWith', 'project_path:acme', 'gitlab.com'),
    row(gitlab, 'sub', 'StartsWith', 'project_path:acme/'),
    row(gitlab, 'project_path', 'StartsWith', 'acme/'),
    row(gitlab, 'namespace_path', 'Equals', 'acme'),
    ['text anywhere, which is said elsewhere', github('repository', 'Contains', 'acme/')],
    ['a role without rights', workflows([MAIN]), gives("ref Equals 'refs/heads/main'", 'medium')],
    ['an issuer that is made elsewhere', {
      ...RIGHTS,
      ...workflows([MAIN], { IdentityProvider: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` }),
      'Identities/OpenIdConnectProviderARNs': [`arn:aws:iam::111122223333:oidc-provider/${GITHUB}`],
    }, gives("ref Equals 'refs/heads/main'")],
    ['an issuer of one enterprise', { ...RIGHTS, ...workflows([MAIN], {}, `https://${GITHUB}/acme`) }],
    ['an issuer of its own', { ...RIGHTS, ...workflows([MAIN], {}, 'https://gitlab.acme.example') }],
    ['an issuer that is not known', { ...RIGHTS, ...workflows([MAIN], {}, unknown) }],
    ['a value that is not known', { ...RIGHTS, ...workflows([{ ...MAIN, Value: unknown }]) }],
    [
      'a role for whoever matches nothing',
      { ...WIDE, ...workflows([rule('repository', 'Equals', 'acme/shop')], ANYBODY) },
      `Roles high A114: whoever matches nothing gets Member.Arn, and anybody gets tokens from ${GITHUB}`,
    ],
    ['one for own data', { 'Member/Policies': [], ...workflows([rule('repository', 'Equals', 'acme/shop')], ANYBODY) }],
    ['no role at all', { 'Roles/Roles': undefined, ...workflows([rule('repository', 'Equals', 'acme/shop')], ANYBODY) }],
  ],
  'fallback-role-privileged': [
    ['whoever matches nothing of a shared issuer, which is said elsewhere', { ...WIDE, ...workflows([MAIN], ANYBODY) }],
  ],
  'social-login-without-mapping': [
    ['everyone who runs workflows', {
      ...WIDE,
      ...workflows([]),
      'Roles/RoleMappings': undefined,
      'Roles/Roles/authenticated': arn('Member'),
    }, 'Identities high A62: Identities: anyone from Workflows gets the authenticated role'],
    ['everyone who runs workflows, without rights', {
      ...workflows([]), 'Member/Policies': [], 'Roles/RoleMappings': undefined,
    }, 'Identities medium A62: Identities: anyone from Workflows gets the authenticated role'],
  ],
});
