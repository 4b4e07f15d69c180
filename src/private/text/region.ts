/** How a Region is written; which there are, nobody knows for long. */
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

/** What the names of a partition's Regions begin with, and the domain of its services. Everything else is the commercial partition. */
const PARTITIONS: readonly { prefix: string; name: string; suffix: string }[] = [
  { prefix: 'cn-', name: 'aws-cn', suffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', name: 'aws-us-gov', suffix: 'amazonaws.com' },
  { prefix: 'us-iso-', name: 'aws-iso', suffix: 'c2s.ic.gov' },
  { prefix: 'us-isob-', name: 'aws-iso-b', suffix: 'sc2s.sgov.gov' },
  { prefix: 'eu-isoe-', name: 'aws-iso-e', suffix: 'cloud.adc-e.uk' },
  { prefix: 'us-isof-', name: 'aws-iso-f', suffix: 'csp.hci.ic.gov' },
  { prefix: 'eusc-', name: 'aws-eusc', suffix: 'amazonaws.eu' },
];

/** The domains of services, as a part of a regular expression. */
export const URL_SUFFIXES = ['amazonaws.com', ...PARTITIONS.map(({ suffix }) => suffix)]
  .filter((suffix, at, all) => all.indexOf(suffix) === at)
  .sort((one, other) => other.length - one.length)
  .map(suffix => suffix.replaceAll('.', '\\.')).join('|');

/** Whether a text has the form of a Region, such as `eu-central-1`. */
export function isRegion(text: string): boolean {
  return REGION.test(text);
}

/** The partition that a Region belongs to, such as `aws` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(({ prefix }) => region.startsWith(prefix))?.name ?? 'aws';
}

/** The domain of the services of a Region, such as `amazonaws.com`. */
export function urlSuffixOf(region: string): string {
  return PARTITIONS.find(({ prefix }) => region.startsWith(prefix))?.suffix ?? 'amazonaws.com';
}
