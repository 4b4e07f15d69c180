/** Whether a target, as a resource policy of this service names it, is the resource of a request, or has it inside. */
export function standsOn(service: string, target: string, resource: string): boolean {
  const [prefix, , of, region, account, ...rest] = resource.split(':');
  if (prefix !== 'arn' || of !== (service === 'cloudtrail-data' ? 'cloudtrail' : service)) return false;
  const name = rest.join(':');
  if (target === resource || target === '*') return true;
  switch (service) {
    case 's3': return name === target || name.startsWith(`${target}/`);
    case 'sqs': return isQueue(target, region, account, name);
    case 'kms': return name === `key/${target}`;
    case 'lambda': return isFunction(target, region, account, name);
    case 'dynamodb': return isTable(target, name);
    case 'secretsmanager': return name === `secret:${target}`
      || (name.startsWith(`secret:${target}-`) && name.length === target.length + 14);
    case 'execute-api': return name.startsWith(`${target}/`);
    case 'ecr': return name === `repository/${target}`;
    case 'elasticfilesystem': return name === `file-system/${target}`;
    case 'es': return isInside(`domain/${target}`, name);
    case 'events': return isBus(target, name);
    case 'rum': return name === `appmonitor/${target}`;
    case 's3express': return name === `bucket/${target}`;
    case 's3tables': return isInside(target, resource);
    case 's3vectors': return isInside(target, resource) || isInside(`bucket/${target}`, name);
    default: return false;
  }
}

function isInside(target: string, name: string): boolean {
  return name === target || name.startsWith(`${target}/`);
}

/** A bus has its rules inside, and those that name no bus are of the default one. */
function isBus(target: string, name: string): boolean {
  const bus = target.replace(/^arn:.*:event-bus\//, '');
  return name === `event-bus/${bus}` || name.startsWith(`rule/${bus}/`) || (bus === 'default' && /^rule\/[^/]+$/.test(name));
}

function isQueue(target: string, region: string, account: string, name: string): boolean {
  if (target.startsWith('arn:')) return target.split(':').slice(3).join(':') === `${region}:${account}:${name}`;
  const [host, owner, queue] = target.replace(/^https?:\/\//, '').split('/');
  return owner === account && queue === name && (!host.startsWith('sqs.') || host.split('.')[1] === region);
}

/** A permission on a version or an alias is about that only, and one on a function about the function without either. */
function isFunction(target: string, region: string, account: string, name: string): boolean {
  const parts = target.split(':');
  const at = parts.indexOf('function');
  if (at < 0) return name === `function:${target}`;
  if (name !== parts.slice(at).join(':')) return false;
  const [givenRegion, givenAccount] = at === 5 ? [parts[3], parts[4]] : [region, at === 1 ? parts[0] : account];
  return givenRegion === region && givenAccount === account;
}

/** Streams have policies of their own. */
function isTable(target: string, name: string): boolean {
  const table = `table/${target.replace(/^arn:.*:table\//, '')}`;
  return name === table || name.startsWith(`${table}/${table.endsWith('/stream') ? '' : 'index/'}`);
}
