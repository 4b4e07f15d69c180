import type { FoundPolicy, PolicyCarrier } from './resource-policy';
import { documentOf } from './resource-policy-readers';

/** Services whose resource policies are named in an answer, not evaluated: one of these may decide about their actions. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  'AWS::AIOps::InvestigationGroup': ['aiops'],
  'AWS::ApiGateway::DomainNameV2': ['execute-api'],
  'AWS::Backup::BackupVault': ['backup'],
  'AWS::Backup::LogicallyAirGappedBackupVault': ['backup'],
  'AWS::Bedrock::KnowledgeBasePolicy': ['bedrock'],
  'AWS::BedrockAgentCore::ResourcePolicy': ['bedrock-agentcore'],
  'AWS::CodeArtifact::Domain': ['codeartifact'],
  'AWS::CodeArtifact::Repository': ['codeartifact'],
  'AWS::Comprehend::DocumentClassifier': ['comprehend'],
  'AWS::Comprehend::EntityRecognizer': ['comprehend'],
  'AWS::DSQL::Cluster': ['dsql'],
  'AWS::ECR::PublicRepository': ['ecr-public'],
  'AWS::EventSchemas::RegistryPolicy': ['schemas'],
  'AWS::EventsV2::ResourcePolicy': ['events'],
  'AWS::FSx::S3AccessPointAttachment': ['s3'],
  'AWS::Logs::DeliveryDestination': ['logs'],
  'AWS::Logs::Destination': ['logs'],
  'AWS::MSK::ClusterPolicy': ['kafka', 'kafka-cluster'],
  'AWS::MediaPackageV2::ChannelPolicy': ['mediapackagev2'],
  'AWS::MediaPackageV2::OriginEndpointPolicy': ['mediapackagev2'],
  'AWS::MediaStore::Container': ['mediastore'],
  'AWS::MediaTailor::ChannelPolicy': ['mediatailor'],
  'AWS::OSIS::Pipeline': ['osis'],
  'AWS::Oam::Sink': ['oam'],
  'AWS::Omics::SequenceStore': ['s3'],
  'AWS::OpenSearchServerless::AccessPolicy': ['aoss'],
  'AWS::PaymentCryptography::Key': ['payment-cryptography'],
  'AWS::S3::AccessPoint': ['s3'],
  'AWS::S3::MultiRegionAccessPointPolicy': ['s3'],
  'AWS::S3Express::AccessPoint': ['s3express'],
  'AWS::S3Files::FileSystemPolicy': ['s3files'],
  'AWS::S3ObjectLambda::AccessPointPolicy': ['s3-object-lambda'],
  'AWS::S3Outposts::AccessPoint': ['s3-outposts'],
  'AWS::S3Outposts::BucketPolicy': ['s3-outposts'],
  'AWS::SMSVOICE::ResourcePolicy': ['sms-voice'],
  'AWS::SSM::ResourcePolicy': ['ssm'],
  'AWS::VpcLattice::AuthPolicy': ['vpc-lattice-svcs'],
  'AWS::VpcLattice::ResourcePolicy': ['vpc-lattice'],
  'AWS::XRay::ResourcePolicy': ['xray'],
};

/** The types of resources whose policies are not evaluated. */
export const FOREIGN_CARRIERS: readonly string[] = Object.keys(FOREIGN);

/** Rules in a grammar of their own, which let nobody in whom the identity policies do not. */
const RULES = 'AWS::OpenSearchServerless::AccessPolicy';

/** The policy of a resource of which no answer tells how it counts, once for each service. */
export function foreignPolicies(at: PolicyCarrier): FoundPolicy[] {
  const services = Object.hasOwn(FOREIGN, at.type) ? FOREIGN[at.type] : [];
  return services.map(service => ({
    service,
    targets: at.ref,
    foreign: true,
    doubt: `how ${at.label} counts, which is ${at.type}, is no part of this answer`,
    document: at.type === RULES ? at.props.Policy : documentOf(at),
  }));
}
