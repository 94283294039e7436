import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** What rings, and what a person is told. */
export interface Watch {
  readonly metric: IMetric;
  /** Rings above it. */
  readonly above: number;
  /** How many of how many periods must be above it; one of one by default. */
  readonly periods?: readonly [breaching: number, of: number];
  /** What happened, in a sentence without its full stop. */
  readonly meaning: string;
  /** The section of docs/runbook.md that says what to do. */
  readonly runbook: string;
}

/** Over which failures are counted. */
export const FIVE_MINUTES = { period: Duration.minutes(5) };

/**
 * Two of three periods: what a retry healed within five minutes needs nobody, and what a retry did not heal also shows as a
 * failed workflow, a dead letter or a 5xx.
 */
export const LASTING: readonly [number, number] = [2, 3];

/** An alarm on something that should not happen: where nothing happens, CloudWatch has no data, and all is well. */
export const watch = (scope: Construct, id: string, { metric, above, periods, meaning, runbook }: Watch): Alarm => {
  const [datapointsToAlarm, evaluationPeriods] = periods ?? [1, 1];
  return new Alarm(scope, id, {
    metric,
    threshold: above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: `${meaning}. Runbook: docs/runbook.md, "${runbook}".`,
  });
};
