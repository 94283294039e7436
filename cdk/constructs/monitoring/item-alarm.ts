import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { FIVE_MINUTES, watch } from '../shared/alarm.ts';
import type { OrderFunction } from '../shared/order-function.ts';

/** Properties of {@link ItemAlarm}. */
export interface ItemAlarmProps {
  readonly config: StageConfig;
  readonly functions: readonly OrderFunction[];
  /** Of the metrics that the stack makes itself. */
  readonly namespace: string;
}

/** Whether a function met an item of a table that it cannot read: lists leave it out, and only this tells. */
export class ItemAlarm extends Construct {
  constructor(scope: Construct, id: string, { config, functions, namespace }: ItemAlarmProps) {
    super(scope, id);
    const filters = functions.map(
      (fn) =>
        new MetricFilter(this, fn.node.id, {
          logGroup: fn.logGroup,
          filterPattern: FilterPattern.stringValue('$.message', '=', 'stored item cannot be read'),
          metricNamespace: namespace,
          metricName: 'ItemsUnreadable',
          metricValue: '1',
        }),
    );
    const [any] = filters;
    if (!any) return;
    watch(this, 'Unreadable', {
      config,
      metric: any.metric({ ...FIVE_MINUTES, statistic: Stats.SUM }),
      above: 0,
      meaning: 'An item of a table cannot be read: lists leave it out, and its order stands still',
      runbook: 'A stored item cannot be read',
    });
  }
}
