import * as fs from 'node:fs';
import { ParsedArguments } from './arguments';
import { UsageError } from './usage-error';
import { isRegion } from '../../private/text/region';
import { LoadedTemplate, withParameters } from '../../template/text/load';

/** The options by which a caller says what the template leaves to its deployment, as usage lines show them. */
export const DEPLOYMENT_USAGE = '[--parameters NAME=VALUE|FILE]… [--region REGION] [--account ACCOUNT]';
export const DEPLOYMENT_OPTIONS = { options: ['region', 'account'], lists: ['parameters'] };

/**
 * Templates as they would be deployed to a region and an account with these parameters. What the templates say themselves stays.
 *
 * @throws UsageError if a value is malformed, or no template has such a parameter
 */
export function deployed(templates: LoadedTemplate[], { values, lists }: ParsedArguments): LoadedTemplate[] {
  const { region, account } = values;
  if (region !== undefined && !isRegion(region)) {
    throw new UsageError(`--region is '${region}': give one such as eu-west-1`);
  }
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new UsageError(`--account is '${account}': give the 12 digits of an account`);
  }
  const parameters = Object.assign({}, ...(lists.parameters ?? []).map(given)) as Record<string, string>;
  for (const name of Object.keys(parameters)) {
    if (!templates.some(({ body, nestedIn }) => !nestedIn && Object.hasOwn(body.Parameters ?? {}, name))) {
      throw new UsageError(`--parameters: no template has the parameter '${name}'`);
    }
  }
  return templates.map(template => ({
    ...template,
    ...(region !== undefined && template.region === undefined ? { region } : {}),
    ...(account !== undefined && template.account === undefined ? { account } : {}),
    ...(template.nestedIn ? {} : asDeployedWith({ ...template.parameters, ...parameters }, template)),
  }));
}

function asDeployedWith(parameters: Record<string, string>, { body, name }: LoadedTemplate): Pick<LoadedTemplate, 'parameters' | 'body'> {
  return { parameters, body: withParameters(body, name, parameters) };
}

/** One option: a parameter, or a file of them as an object or as the list that `aws cloudformation deploy` takes. */
function given(text: string): Record<string, string> {
  const equals = text.indexOf('=');
  if (/^[A-Za-z0-9]+=/.test(text)) return { [text.slice(0, equals)]: text.slice(equals + 1) };
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(text, 'utf8'));
  } catch (error) {
    throw new UsageError(`--parameters is '${text}': neither NAME=VALUE nor a JSON file (${(error as Error).message})`);
  }
  const entries = Array.isArray(value) ? value.map(entry => [entry?.ParameterKey, entry?.ParameterValue]) : Object.entries(value ?? {});
  if (!entries.every(([name, parameter]) => typeof name === 'string' && ['string', 'number', 'boolean'].includes(typeof parameter))) {
    throw new UsageError(`--parameters: ${text} must hold an object of values, or a list of ParameterKey and ParameterValue`);
  }
  return Object.fromEntries(entries.map(([name, parameter]) => [name, String(parameter)]));
}
