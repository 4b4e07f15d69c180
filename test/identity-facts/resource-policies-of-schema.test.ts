import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { POLICY_CARRIERS } from '../../src/identity-facts/data/resource-policies';
import { POLICY_PROPERTIES } from '../../src/template/resolve/policy-properties';

const POLICY = new RegExp(`^(${[
  'Policy', 'PolicyDocument', 'PolicyText', 'KeyPolicy', 'AccessPolicy', 'AccessPolicies', 'ResourcePolicy', 'ResourcePolicyDocument',
  'RepositoryPolicyText', 'FileSystemPolicy', 'PermissionsPolicyDocument', 'ModelPolicy', 'InvestigationGroupPolicy',
  'DestinationPolicy', 'DeliveryDestinationPolicy', 'S3AccessPolicy',
].join('|')})$`);

/** What has such a property and is no policy on who may use the resource. */
const OTHERS: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupPlan': 'when backups are made',
  'AWS::EC2::VPCEndpoint': 'limits what goes through the endpoint, which nobody who comes over the internet does',
  'AWS::EC2::VerifiedAccessEndpoint': 'in Cedar',
  'AWS::EC2::VerifiedAccessGroup': 'in Cedar',
  'AWS::EKS::AccessEntry': 'access to Kubernetes',
  'AWS::EKS::PodIdentityAssociation': 'a session policy of pods',
  'AWS::IAM::GroupPolicy': 'of identities',
  'AWS::IAM::ManagedPolicy': 'of identities',
  'AWS::IAM::Policy': 'of identities',
  'AWS::IAM::RolePolicy': 'of identities',
  'AWS::IAM::UserPolicy': 'of identities',
  'AWS::IoT::Policy': 'of things and identities of AWS IoT, named in an answer',
  'AWS::Logs::AccountPolicy': 'what is done with logs',
  'AWS::Logs::LogGroup': 'for services of AWS alone, which no role meets',
  'AWS::Logs::ResourcePolicy': 'for services of AWS alone, which no role meets',
  'AWS::NetworkManager::CoreNetwork': 'a network',
  'AWS::OpenSearchServerless::LifecyclePolicy': 'how long data is kept',
  'AWS::OpenSearchServerless::SecurityPolicy': 'encryption and network',
  'AWS::Organizations::Policy': 'of an organization, named in an answer',
  'AWS::ResilienceHub::ResiliencyPolicy': 'how fast to recover',
  'AWS::SES::ReceiptFilter': 'which senders are kept out',
  'AWS::SSO::PermissionSet': 'of identities',
  'AWS::Transfer::User': 'a session policy',
};

const schema = loadAwsServiceSpecSync();
const carriers = [...schema.all('resource')].filter(resource => resource.cloudFormationType.startsWith('AWS::')).map(resource => ({
  type: resource.cloudFormationType,
  properties: Object.keys(resource.properties),
  inner: [...schema.follow('usesType', resource)].flatMap(({ entity }) => Object.keys(entity.properties)),
}));

test('every type with a policy on a resource in CloudFormation\'s schema is read, or named', () => {
  const withPolicy = carriers.filter(({ properties }) => properties.some(name => POLICY.test(name))).map(({ type }) => type);
  expect(withPolicy.length).toBeGreaterThan(60);
  expect(withPolicy.filter(type => !POLICY_CARRIERS.includes(type) && OTHERS[type] === undefined)).toEqual([]);
});

test('what is named as no such policy is in the schema', () => {
  const types = carriers.map(({ type }) => type);
  expect(Object.keys(OTHERS).filter(type => !types.includes(type) || POLICY_CARRIERS.includes(type))).toEqual([]);
});

test('what is read is in the schema', () => {
  const known = new Map(carriers.map(carrier => [carrier.type, carrier]));
  const missing = Object.entries(POLICY_PROPERTIES).filter(([type, path]) => {
    const [property, inner] = path.split('.');
    const carrier = known.get(type);
    return !carrier?.properties.includes(property) || (inner !== undefined && !carrier.inner.includes(inner));
  });
  expect(missing.map(([type]) => type)).toEqual([]);
});
