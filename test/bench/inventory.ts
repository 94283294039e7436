import type { Inventory } from './cost-model.ts';

type Members = Readonly<Record<string, unknown>>;

interface Template {
  readonly Resources: Readonly<Record<string, Members>>;
}

const propertiesOf = ({ Properties }: Members): Members => (Properties ?? {}) as Members;

const metricNameOf = (filter: Members): unknown => {
  const [transformation] = propertiesOf(filter).MetricTransformations as readonly Members[];
  return transformation?.MetricName;
};

/** Counts what costs something each month, whatever happens. */
export const inventoryOf = ({ Resources }: Template): Inventory => {
  const ofType = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type);
  const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
  const alarms = ofType('AWS::CloudWatch::Alarm').map((alarm) =>
    // Of a calculation, each metric that goes into it.
    Math.max(1, lengthOf(propertiesOf(alarm).Metrics) - 1),
  );
  return {
    alarmMetrics: alarms.reduce((sum, count) => sum + count, 0),
    compositeAlarms: ofType('AWS::CloudWatch::CompositeAlarm').length,
    // Several filters may count one metric.
    ownMetrics: new Set(ofType('AWS::Logs::MetricFilter').map(metricNameOf)).size,
    apiMethods: ofType('AWS::ApiGateway::Method').length,
    dashboards: ofType('AWS::CloudWatch::Dashboard').length,
    keys: ofType('AWS::KMS::Key').length,
    secrets: ofType('AWS::SecretsManager::Secret').length,
    webAclRules: ofType('AWS::WAFv2::WebACL').reduce((sum, acl) => sum + lengthOf(propertiesOf(acl).Rules), 0),
  };
};
