import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { FIVE_MINUTES, LASTING, watch } from '../shared/alarm.ts';
import type { WatchedTable } from '../shared/watched-table.ts';

/** Properties of {@link DataAlarms}. */
export interface DataAlarmsProps {
  readonly config: StageConfig;
  readonly tables: readonly WatchedTable[];
  readonly topic: ITopic;
}

/** One metric of a table or of its index. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
const tableMetric = (metricName: string, dimensionsMap: Record<string, string>): Metric =>
  new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap, statistic: Stats.SUM, ...FIVE_MINUTES });

/** The sum of metrics of which most have no data most of the time; without FILL, one that has none would hide the others. */
const sumOf = (label: string, metrics: readonly Metric[]): MathExpression =>
  new MathExpression({
    expression: metrics.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    label,
    ...FIVE_MINUTES,
  });

/** Whether tables refuse or fail, and whether announcements reach their subscribers. */
export class DataAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, tables, topic }: DataAlarmsProps) {
    super(scope, id);
    for (const table of tables) this.#watchTable(table, config);
    watch(this, 'NotDelivered', {
      config,
      metric: topic.metricNumberOfNotificationsFailed({ ...FIVE_MINUTES, statistic: Stats.SUM }),
      above: 0,
      meaning: 'The topic could not deliver announcements to a subscriber and put them into its dead-letter queue',
      runbook: 'Announcements are not delivered',
    });
    watch(this, 'Lost', {
      config,
      metric: topic.metric('NumberOfNotificationsFailedToRedriveToDlq', { ...FIVE_MINUTES, statistic: Stats.SUM }),
      above: 0,
      meaning:
        'The topic could put announcements neither to a subscriber nor into its dead-letter queue: they are lost',
      runbook: 'Announcements are not delivered',
    });
  }

  #watchTable({ name, table: { tableName }, indexNames, operations }: WatchedTable, config: StageConfig): void {
    const holders = [
      { TableName: tableName },
      ...indexNames.map((index) => ({ TableName: tableName, GlobalSecondaryIndexName: index })),
    ];
    const throttles = holders.flatMap((holder) => [
      tableMetric('ReadThrottleEvents', holder),
      tableMetric('WriteThrottleEvents', holder),
    ]);
    watch(this, `${name}Throttled`, {
      config,
      metric: sumOf('throttled requests', throttles),
      above: 0,
      periods: LASTING,
      meaning: `DynamoDB refuses requests to ${name} because there are too many`,
      runbook: 'A table refuses or fails',
    });
    const errors = operations.map((Operation) => tableMetric('SystemErrors', { TableName: tableName, Operation }));
    watch(this, `${name}SystemErrors`, {
      config,
      metric: sumOf('system errors', errors),
      above: 0,
      periods: LASTING,
      meaning: `DynamoDB itself fails at requests to ${name}`,
      runbook: 'A table refuses or fails',
    });
  }
}
