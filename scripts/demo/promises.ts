import { AccessModel } from '../../src/access-model';

/** Something that somebody may or may not do, as a column of the table. */
export interface Deed {
  readonly heading: string;
  readonly action: string;
  /** What it is done to, given who does it. */
  readonly resource: (identityId: string) => string;
  readonly context?: (identityId: string) => Record<string, string[]>;
}

const STRANGER = 'us-east-1:00000000-0000-4000-8000-00000000beef';

/** What people do in this app. */
export function deeds(bucketArn: string, tableArn: string): Deed[] {
  const leading = (owner: string) => ({ 'dynamodb:LeadingKeys': [owner] });
  return [
    { heading: 'see public', action: 's3:GetObject', resource: () => `${bucketArn}/public/sunset.jpg` },
    { heading: 'publish', action: 's3:PutObject', resource: () => `${bucketArn}/public/sunset.jpg` },
    { heading: 'keep own', action: 's3:PutObject', resource: me => `${bucketArn}/private/${me}/cat.jpg` },
    { heading: 'see originals', action: 's3:GetObject', resource: () => `${bucketArn}/originals/sunset.raw` },
    { heading: "see others'", action: 's3:GetObject', resource: () => `${bucketArn}/private/${STRANGER}/diary.jpg` },
    { heading: 'own albums', action: 'dynamodb:Query', resource: () => tableArn, context: leading },
    { heading: "others' albums", action: 'dynamodb:Query', resource: () => tableArn, context: () => leading(STRANGER) },
  ];
}

/** What the example promises, in its own words: who may do which of the deeds. */
export const PROMISES: Record<string, string[]> = {
  guest: ['see public'],
  member: ['see public', 'keep own', 'own albums'],
  gold: ['see public', 'keep own', 'own albums', 'see originals'],
  curator: ['see public', 'keep own', 'own albums', 'publish'],
  admin: ['see public', 'publish', 'keep own', 'see originals', "see others'", 'own albums', "others' albums"],
};

/** Whether the template lets a role do something, for the identity that has become it. */
export function may(model: AccessModel, role: string, deed: Deed, identityId: string): string {
  const context = { 'cognito-identity.amazonaws.com:sub': identityId, ...deed.context?.(identityId) };
  return model.can(role, deed.action, deed.resource(identityId), { context }).decision;
}

/** The roles that the template promises, by kind of person, as ARNs. */
export function promisedRoles(model: AccessModel): Record<string, string> {
  const { identityPools: [pool], groups } = model._entities;
  const group = (name: string) => groups.find(candidate => candidate.name === name)!.roleArn!;
  const rules: { Claim: string; Value: string; RoleARN: string }[] = Object.values(pool.roleMappings)[0].RulesConfiguration.Rules;
  return {
    guest: pool.roles.unauthenticated,
    member: pool.roles.authenticated,
    gold: rules.find(rule => rule.Claim === 'custom:plan' && rule.Value === 'gold')!.RoleARN,
    curator: group('curators'),
    admin: group('admins'),
  };
}

/** What the deeds are done to. */
export function places(model: AccessModel): { bucketArn: string; tableArn: string } {
  const { resources } = model._entities;
  const bucket = resources.find(({ type }) => type === 'AWS::S3::Bucket')!;
  const table = resources.find(({ type }) => type === 'AWS::DynamoDB::GlobalTable')!;
  return { bucketArn: `arn:aws:s3:::${bucket.ref}`, tableArn: `arn:aws:dynamodb:us-east-1:123456789012:table/${table.ref}` };
}

/** The logical id of a role by its name. */
export const roleNamed = (model: AccessModel, name: string) => model._entities.roles.find(({ ref }) => ref === name)!.logicalId;
