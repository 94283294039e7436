import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { runbookSection } from './runbook.ts';

/** What a person is told. */
export interface Call {
  /** Says where the runbook is read, if anywhere but in the repository. */
  readonly config: StageConfig;
  /** What happened, in a sentence without its full stop. */
  readonly meaning: string;
  /** The section of docs/runbook.md that says what to do. */
  readonly runbook: string;
}

/** The value at which an alarm rings: beyond a limit, or from it on. */
type Limit = { readonly above: number } | { readonly atLeast: number };

/** What rings, and what a person is told. */
export type Watch = Call &
  Limit & {
    readonly metric: IMetric;
    /** How many periods in a row, or how many of how many, are beyond the limit; one of one by default. */
    readonly periods?: number | readonly [breaching: number, of: number];
  };

/** What rings when any of its alarms does. */
export interface WatchOnAny extends Call {
  readonly name: string;
  readonly alarms: readonly Alarm[];
}

/** Over which failures are counted. */
export const FIVE_MINUTES = { period: Duration.minutes(5) };

/**
 * Two of three periods: what a retry healed within five minutes needs nobody, and what a retry did not heal also shows as a
 * failed workflow, a dead letter or a 5xx.
 */
export const LASTING: readonly [number, number] = [2, 3];

const describe = ({ config, meaning, runbook }: Call): string =>
  `${meaning}. Runbook: ${runbookSection(config, runbook)}`;

const compare = (limit: Limit): { threshold: number; comparisonOperator: ComparisonOperator } =>
  'above' in limit
    ? { threshold: limit.above, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD }
    : { threshold: limit.atLeast, comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD };

/** An alarm on something that should not happen: where nothing happens, CloudWatch has no data, and all is well. */
export const watch = (scope: Construct, id: string, { metric, periods = [1, 1], ...what }: Watch): Alarm => {
  // Without datapointsToAlarm, every one of the periods counts.
  const [datapointsToAlarm, evaluationPeriods] = typeof periods === 'number' ? [undefined, periods] : periods;
  return new Alarm(scope, id, {
    metric,
    ...compare(what),
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: describe(what),
  });
};

/** One alarm on several, so that a person reads one sentence where many ring. */
export const watchAny = (scope: Construct, id: string, { name, alarms, ...call }: WatchOnAny): CompositeAlarm =>
  new CompositeAlarm(scope, id, {
    compositeAlarmName: name,
    alarmDescription: describe(call),
    alarmRule: AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
  });
