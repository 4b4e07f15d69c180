import { asList } from '../../../private/as-list';
import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at } from '../../private/facts/gaps';

/** What can be delivered, and from which level on. */
const LEVEL_OF: Readonly<Record<string, string>> = { userNotification: 'ERROR', userAuthEvents: 'INFO' };
const MOST = 2;

/** Logs are delivered that do not exist. */
export const rule: GuardrailRule = {
  id: 'log-delivery-refused',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'Logs are delivered that do not exist',
  why: 'Cognito refuses the configuration, and the deployment fails.',
  fix: 'Deliver userNotification at ERROR to CloudWatch Logs, and userAuthEvents at INFO to any destination, on the Plus plan.',
  source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_LogConfigurationType.html',
  check: facts => facts.ofType('AWS::Cognito::LogDeliveryConfiguration').flatMap((delivery): Hit[] => {
    const configurations = asList<any>(delivery.props.LogConfigurations);
    const wrong = [
      ...configurations.length > MOST ? [`${configurations.length} configurations, where Cognito takes ${MOST}`] : [],
      ...configurations.flatMap(problemOf),
    ];
    return wrong.length > 0 ? [{ at: delivery, message: `${delivery.id} has ${wrong.join(', and ')}` }] : [];
  }),
};

function problemOf(configuration: any): string[] {
  const [source, level] = [at(configuration, 'EventSource'), at(configuration, 'LogLevel')];
  if (hasGap(configuration) || hasGap(source) || source === undefined) return [];
  if (!Object.hasOwn(LEVEL_OF, source)) return [`${shown(source)}, which is no source of events`];
  const elsewhere = source === 'userNotification' && ['S3Configuration', 'FirehoseConfiguration'].find(name => at(configuration, name));
  return [
    ...level === undefined || hasGap(level) || level === LEVEL_OF[source]
      ? [] : [`${source} at ${shown(level)}, which is there at ${LEVEL_OF[source]} only`],
    ...elsewhere ? [`${elsewhere} for ${source}, which goes to CloudWatch Logs only`] : [],
  ];
}
