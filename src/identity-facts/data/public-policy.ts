import { asList } from '../../private/as-list';

/** A condition on one of these, with values that are fixed, makes a policy one that is not public. */
const NARROWING = new Set([
  'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn', 'aws:sourcearn', 'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourcevpc', 'aws:sourcevpce', 'aws:userid', 'aws:username', 'aws:sourceip', 'aws:sourceorgid', 's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
]);
const POSITIVE = /^(?:ForAnyValue:)?(?:String(?:Equals|Like|EqualsIgnoreCase)|Arn(?:Equals|Like)|IpAddress)$/i;
const WILD = /[*?]|\$\{|^0\.0\.0\.0\/0$|^::\/0$/;

/**
 * Whether a policy lets in everybody, as S3, DynamoDB and Secrets Manager tell when they block public policies.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isPublic(document: any): boolean {
  return asList(document?.Statement).some((statement: any) => statement?.Effect === 'Allow'
    && (statement.NotPrincipal !== undefined || namesEverybody(statement.Principal)) && !isNarrowed(statement.Condition));
}

function namesEverybody(principal: any): boolean {
  return principal === '*' || asList(principal?.AWS).includes('*');
}

function isNarrowed(condition: any): boolean {
  return Object.entries<any>(condition ?? {}).some(([operator, keys]) => POSITIVE.test(operator)
    && Object.entries(keys ?? {}).some(([key, values]) => NARROWING.has(key.toLowerCase())
      && asList(values).every(value => typeof value === 'string' && (/arn$/i.test(key) || !WILD.test(value)))));
}
