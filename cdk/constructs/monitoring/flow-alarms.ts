import { Duration } from 'aws-cdk-lib';
import { type Alarm, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type IStateMachine, StateTransitionMetric } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { FIVE_MINUTES, LASTING, watch } from '../shared/alarm.ts';
import type { BusinessMetrics } from './business-metrics.ts';

/** Properties of {@link FlowAlarms}. */
export interface FlowAlarmsProps {
  readonly config: StageConfig;
  readonly pipeName: string;
  readonly stateMachine: IStateMachine;
  readonly business: BusinessMetrics;
}

const LATE_MINUTES = 5;

/** A metric of a pipe. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html */
export const pipeMetric = (pipeName: string, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/EventBridge/Pipes',
    metricName,
    dimensionsMap: { PipeName: pipeName },
    statistic: Stats.SUM,
    ...FIVE_MINUTES,
  });

/** Whether orders move on: from the queue through the pipe into workflows, and out of them decided. */
export class FlowAlarms extends Construct {
  readonly pipeFails: Alarm;
  readonly nothingDecided: Alarm;

  constructor(scope: Construct, id: string, props: FlowAlarmsProps) {
    super(scope, id);
    this.pipeFails = this.#pipe(props);
    this.#workflow(props);
    this.nothingDecided = this.#outcome(props);
  }

  #pipe({ config, pipeName }: FlowAlarmsProps): Alarm {
    watch(this, 'PipeThrottled', {
      config,
      metric: pipeMetric(pipeName, 'ExecutionThrottled'),
      above: 0,
      periods: LASTING,
      meaning: 'EventBridge runs the pipe less often than there are orders for',
      runbook: 'The pipe fails',
    });
    return watch(this, 'PipeFails', {
      config,
      metric: new MathExpression({
        // A pipe reports zeros, but best effort: a minute may lack one of the two.
        expression: 'FILL(failed, 0) + FILL(timedOut, 0)',
        usingMetrics: {
          failed: pipeMetric(pipeName, 'ExecutionFailed'),
          timedOut: pipeMetric(pipeName, 'ExecutionTimeout'),
        },
        label: 'failed or timed out',
        ...FIVE_MINUTES,
      }),
      above: 0,
      periods: LASTING,
      meaning: 'The pipe cannot hand orders to process-order',
      runbook: 'The pipe fails',
    });
  }

  #workflow({ config, stateMachine }: FlowAlarmsProps): void {
    watch(this, 'WorkflowsThrottled', {
      config,
      metric: stateMachine.metricThrottled({ ...FIVE_MINUTES, statistic: Stats.SUM }),
      above: 0,
      periods: LASTING,
      meaning: 'Workflows wait between their states: the account makes more state transitions than it may',
      runbook: 'Workflows are throttled',
    });
    watch(this, 'StartsThrottled', {
      config,
      metric: StateTransitionMetric.metric('ThrottledEvents', {
        dimensionsMap: { APIName: 'StartExecution' },
        statistic: Stats.SUM,
        ...FIVE_MINUTES,
      }),
      above: 0,
      // A burst empties by itself within this time, or the backlog's alarm rings too.
      periods: [3, 3],
      meaning: 'For a quarter of an hour more workflows were to start than Step Functions starts',
      runbook: 'Workflows are throttled',
    });
  }

  #outcome({ config, business }: FlowAlarmsProps): Alarm {
    watch(this, 'OrdersLate', {
      config,
      metric: business.minutesToProcess({ ...FIVE_MINUTES, statistic: Stats.p(90) }),
      above: LATE_MINUTES,
      meaning: 'One order in ten takes over five minutes from its acceptance to its processing',
      runbook: 'Orders waiting',
    });
    const period = Duration.minutes(10);
    const sum = { period, statistic: Stats.SUM };
    return watch(this, 'NothingDecided', {
      config,
      metric: new MathExpression({
        expression:
          'IF(FILL(accepted, 0) > 0 AND FILL(processed, 0) + FILL(rejected, 0) + FILL(asked, 0) + FILL(reviews, 0) == 0, 1, 0)',
        usingMetrics: {
          accepted: business.accepted(sum),
          processed: business.processed(sum),
          rejected: business.rejected(sum),
          asked: business.customersAsked(sum),
          reviews: business.reviewsAsked(sum),
        },
        label: 'orders go in and none comes out',
        period,
      }),
      above: 0,
      // Twice in a row: one order may be accepted at the end of a period and decided in the next.
      periods: [2, 2],
      meaning: 'Orders were accepted for twenty minutes, and none was processed, rejected or asked about',
      runbook: 'Orders are not flowing',
    });
  }
}
