import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { FIVE_MINUTES, LASTING, watch } from '../shared/alarm.ts';
import type { OrderFunction } from '../shared/order-function.ts';

/** Properties of {@link FunctionAlarms}. */
export interface FunctionAlarmsProps {
  readonly config: StageConfig;
  readonly functions: readonly OrderFunction[];
}

/** Of a function's timeout, and of its concurrency and the account's. */
const NEARLY_ALL_PERCENT = 90;
const MUCH_OF_QUOTA_PERCENT = 80;

/** Whether functions fail, are refused, take nearly as long as they may, and how many run at once. */
export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, functions }: FunctionAlarmsProps) {
    super(scope, id);
    for (const fn of functions) this.#watch(fn, config);
    watch(this, 'AccountConcurrency', {
      config,
      metric: new MathExpression({
        // Whatever the account's quota is: 10 in a new one, 1,000 and more later.
        expression: '100 * running / SERVICE_QUOTA(running)',
        usingMetrics: {
          running: new Metric({
            namespace: 'AWS/Usage',
            metricName: 'ConcurrentExecutions',
            dimensionsMap: { Service: 'Lambda', Type: 'Resource', Resource: 'ConcurrentExecutions', Class: 'None' },
            statistic: Stats.MAXIMUM,
            ...FIVE_MINUTES,
          }),
        },
        label: 'concurrency in percent of the quota',
        ...FIVE_MINUTES,
      }),
      above: MUCH_OF_QUOTA_PERCENT,
      periods: LASTING,
      meaning: 'Functions use over 80 % of what the account may run at once',
      runbook: 'Functions are throttled',
    });
  }

  #watch(fn: OrderFunction, config: StageConfig): void {
    const { lambda } = fn;
    const name = fn.node.id;
    const scope = new Construct(this, name);
    if (!fn.errorsAreOutcomes) {
      watch(scope, 'Errors', {
        config,
        metric: lambda.metricErrors(FIVE_MINUTES),
        above: 0,
        periods: LASTING,
        meaning: `${name} keeps failing`,
        runbook: 'A function fails',
      });
    }
    watch(scope, 'Throttles', {
      config,
      metric: lambda.metricThrottles(FIVE_MINUTES),
      above: 0,
      periods: LASTING,
      meaning: `${name} is refused because too many functions run at once`,
      runbook: 'Functions are throttled',
    });
    const timeout = lambda.timeout ?? Duration.seconds(3);
    watch(scope, 'NearTimeout', {
      config,
      metric: lambda.metricDuration({ ...FIVE_MINUTES, statistic: Stats.MAXIMUM }),
      above: (timeout.toMilliseconds() * NEARLY_ALL_PERCENT) / 100,
      periods: LASTING,
      meaning: `${name} takes over ${NEARLY_ALL_PERCENT} % of its ${timeout.toSeconds()} s`,
      runbook: 'A function is slow',
    });
    if (fn.reservedConcurrency === undefined) return;
    watch(scope, 'Concurrency', {
      config,
      metric: lambda.metric('ConcurrentExecutions', { ...FIVE_MINUTES, statistic: Stats.MAXIMUM }),
      above: (fn.reservedConcurrency * NEARLY_ALL_PERCENT) / 100,
      periods: [3, 3],
      meaning: `${name} uses over ${NEARLY_ALL_PERCENT} % of its reserved concurrency for a quarter of an hour`,
      runbook: 'Orders waiting',
    });
  }
}
