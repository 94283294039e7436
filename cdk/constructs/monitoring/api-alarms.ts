import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { type Alarm, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { FIVE_MINUTES, LASTING, watch } from '../shared/alarm.ts';

/** Properties of {@link ApiAlarms}. */
export interface ApiAlarmsProps {
  readonly config: StageConfig;
  readonly stage: Stage;
  readonly accessLogs: ILogGroup;
  /** Of the metrics that the stack makes itself. */
  readonly namespace: string;
}

/** Fewer errors than this in five minutes are nobody's emergency, however few requests there were. */
const FEWEST_ERRORS = 5;
const PERCENT_OF_REQUESTS = 1;
/** A cold start and a slow write together stay below it. */
const SLOW_MILLISECONDS = 3_000;

/** Whether the API answers, answers in time, and turns people away. */
export class ApiAlarms extends Construct {
  readonly errors: Alarm;

  constructor(scope: Construct, id: string, { config, stage, accessLogs, namespace }: ApiAlarmsProps) {
    super(scope, id);
    this.errors = watch(this, 'ServerErrors', {
      config,
      metric: new MathExpression({
        expression: `IF(errors >= ${FEWEST_ERRORS}, 100 * errors / requests, 0)`,
        usingMetrics: {
          errors: stage.metricServerError({ ...FIVE_MINUTES, statistic: Stats.SUM }),
          requests: stage.metricCount({ ...FIVE_MINUTES, statistic: Stats.SAMPLE_COUNT }),
        },
        label: '5xx in percent',
        ...FIVE_MINUTES,
      }),
      above: PERCENT_OF_REQUESTS,
      meaning: 'Over one request in a hundred is answered by a server error',
      runbook: 'The API fails',
    });
    watch(this, 'Slow', {
      config,
      metric: stage.metricLatency({ ...FIVE_MINUTES, statistic: Stats.p(99) }),
      above: SLOW_MILLISECONDS,
      periods: [3, 3],
      meaning: 'One answer in a hundred takes over three seconds',
      runbook: 'The API is slow',
    });
    // API Gateway counts refusals for the rate among all 4xx; only its access log tells them apart.
    const throttled = new MetricFilter(this, 'Refusals', {
      logGroup: accessLogs,
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: namespace,
      metricName: 'ApiThrottled',
      metricValue: '1',
    });
    watch(this, 'Throttled', {
      config,
      metric: throttled.metric({ ...FIVE_MINUTES, statistic: Stats.SUM }),
      above: 0,
      periods: LASTING,
      meaning: 'The API turns requests away because there are more than its rate admits',
      runbook: 'The API turns requests away',
    });
  }
}
