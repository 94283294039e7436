import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
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

/** How many metrics one alarm may compute with.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const METRICS_OF_AN_ALARM = 10;

const inParts = (functions: readonly OrderFunction[]): (readonly OrderFunction[])[] =>
  Array.from({ length: Math.ceil(functions.length / METRICS_OF_AN_ALARM) }, (_, index) =>
    functions.slice(index * METRICS_OF_AN_ALARM, (index + 1) * METRICS_OF_AN_ALARM),
  );

const metricsOf = (
  functions: readonly OrderFunction[],
  metricOf: (fn: OrderFunction) => IMetric,
): Record<string, IMetric> => Object.fromEntries(functions.map((fn, index) => [`m${index + 1}`, metricOf(fn)]));

const namesOf = (functions: readonly OrderFunction[]): string => functions.map(({ node }) => node.id).join(', ');

/** Whether functions fail, are refused, take nearly as long as they may, and how many run at once. */
export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, functions }: FunctionAlarmsProps) {
    super(scope, id);
    for (const fn of functions) this.#watch(fn, config);
    this.#watchThrottles(functions, config);
    this.#watchDurations(functions, config);
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

  /** Together, as a stack has room for 500 resources; which of them it is the dashboard and the logs tell. */
  #watchThrottles(functions: readonly OrderFunction[], config: StageConfig): void {
    for (const [index, some] of inParts(functions).entries()) {
      watch(this, `Throttles${index + 1}`, {
        config,
        metric: new MathExpression({
          expression: 'SUM(METRICS())',
          usingMetrics: metricsOf(some, ({ lambda }) => lambda.metricThrottles(FIVE_MINUTES)),
          label: 'throttled calls',
          ...FIVE_MINUTES,
        }),
        above: 0,
        periods: LASTING,
        meaning: `Too many functions run at once, so one of these is refused: ${namesOf(some)}`,
        runbook: 'Functions are throttled',
      });
    }
  }

  #watchDurations(functions: readonly OrderFunction[], config: StageConfig): void {
    const byTimeout = Map.groupBy(functions, ({ lambda }) => (lambda.timeout ?? Duration.seconds(3)).toSeconds());
    for (const [seconds, alike] of byTimeout) {
      for (const [index, some] of inParts(alike).entries()) {
        watch(this, `NearTimeout${seconds}s${index + 1}`, {
          config,
          metric: new MathExpression({
            expression: 'MAX(METRICS())',
            usingMetrics: metricsOf(some, ({ lambda }) =>
              lambda.metricDuration({ ...FIVE_MINUTES, statistic: Stats.MAXIMUM }),
            ),
            label: 'longest call in milliseconds',
            ...FIVE_MINUTES,
          }),
          above: seconds * 10 * NEARLY_ALL_PERCENT,
          periods: LASTING,
          meaning: `One of these takes over ${NEARLY_ALL_PERCENT} % of its ${seconds} s: ${namesOf(some)}`,
          runbook: 'A function is slow',
        });
      }
    }
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
