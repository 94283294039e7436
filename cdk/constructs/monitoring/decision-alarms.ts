import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { FIVE_MINUTES, watch } from '../shared/alarm.ts';
import type { OrderFunction } from '../shared/order-function.ts';
import type { BusinessMetrics } from './business-metrics.ts';

/** Properties of {@link DecisionAlarms}. */
export interface DecisionAlarmsProps {
  readonly config: StageConfig;
  /** Those that take answers and cancellations. */
  readonly decisions: readonly OrderFunction[];
  readonly business: BusinessMetrics;
}

/** Looked at four times a day, a review that was open three times in a row has waited for half a day at least; it leaves the rest
 * of its three days to whoever hears of it. */
const LOOK_EVERY_HOURS = 6;
const OPEN_LOOKS: readonly [number, number] = [3, 4];

/** Whether people are asked and nobody answers, and whether what they answer is taken. A workflow that waits is no failure, and no
 * metric of Step Functions tells of it. */
export class DecisionAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, decisions, business }: DecisionAlarmsProps) {
    super(scope, id);
    const period = Duration.hours(LOOK_EVERY_HOURS);
    const sum = { period, statistic: Stats.SUM };
    watch(this, 'ReviewsWait', {
      config,
      metric: new MathExpression({
        // Open ones of the time looked at, as a running balance; those of before it are in it neither way.
        expression: 'RUNNING_SUM(FILL(asked, 0) - FILL(answered, 0) - FILL(missed, 0))',
        usingMetrics: {
          asked: business.reviewsAsked(sum),
          answered: business.reviewsAnswered(sum),
          missed: business.reviewsMissed(sum),
        },
        label: 'reviews that are open',
        period,
      }),
      above: 0,
      periods: OPEN_LOOKS,
      meaning: 'A large order has waited for its review for half a day',
      runbook: 'A question is not answered',
    });
    watch(this, 'ReviewsMissed', {
      config,
      metric: business.reviewsMissed({ ...FIVE_MINUTES, statistic: Stats.SUM }),
      above: 0,
      meaning: 'An order was rejected because nobody of support reviewed it in time',
      runbook: 'A question is not answered',
    });
    const failed = decisions.map(
      (fn) =>
        new MetricFilter(this, fn.node.id, {
          logGroup: fn.logGroup,
          filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
          metricNamespace: business.namespace,
          metricName: 'DecisionsFailed',
          metricValue: '1',
        }),
    );
    const [any] = failed;
    if (!any) return;
    watch(this, 'DecisionsFail', {
      config,
      metric: any.metric({ ...FIVE_MINUTES, statistic: Stats.SUM }),
      above: 0,
      periods: [2, 3],
      meaning: 'Answers or cancellations of people are not taken: they see an error and have to try again',
      runbook: 'Answers fail',
    });
  }
}
