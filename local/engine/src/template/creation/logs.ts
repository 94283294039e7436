import { byArn, type CreationCheck, type CreationChecks, isOurs, logGroupOf } from './check.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const alarm: CreationCheck = (given) => {
  const { MetricName, Metrics, Statistic, ExtendedStatistic, Period, EvaluationPeriods, DatapointsToAlarm } = given;
  const ofMetric = ['MetricName', 'Namespace', 'Dimensions', 'Period', 'Statistic', 'ExtendedStatistic', 'Unit'];
  if (MetricName === undefined && Metrics === undefined) return 'Either MetricName or Metrics must be specified';
  if (Metrics !== undefined) {
    const both = ofMetric.find((member) => given[member] !== undefined);
    if (both !== undefined) return `${both} must not be set if Metrics is set`;
  } else {
    if (Statistic === undefined && ExtendedStatistic === undefined)
      return 'Exactly one of Statistic and ExtendedStatistic must be set';
    if (Statistic !== undefined && ExtendedStatistic !== undefined)
      return 'Exactly one of Statistic and ExtendedStatistic must be set';
    if (Period === undefined) return 'Period must not be null';
  }
  if (given.Threshold === undefined && given.ThresholdMetricId === undefined) return 'Threshold must not be null';
  if (DatapointsToAlarm !== undefined && Number(DatapointsToAlarm) > Number(EvaluationPeriods)) {
    return `DatapointsToAlarm (${DatapointsToAlarm}) must be less than or equal to EvaluationPeriods (${EvaluationPeriods})`;
  }
  return lookBack(Number(Period ?? 60), Number(EvaluationPeriods));
};

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 604_800;

const lookBack = (period: number, periods: number): string | undefined => {
  if (![10, 20, 30].includes(period) && (period <= 0 || period % 60 !== 0)) {
    return `Period must be 10, 20, 30 or a multiple of 60: ${period}`;
  }
  const most = period < HOUR_SECONDS ? DAY_SECONDS : WEEK_SECONDS;
  return period * periods > most
    ? `Metrics cannot be checked across more than ${most === DAY_SECONDS ? 'a day' : 'a week'} (EvaluationPeriods * Period must be <= ${most})`
    : undefined;
};

/** A rule has functions of alarms, operators and parentheses; the alarms are those of the stack, by name or ARN. */
const composite: CreationCheck = ({ AlarmRule }, stack) => {
  const rule = String(AlarmRule);
  const known = [...stack.created('AWS::CloudWatch::Alarm'), ...stack.created('AWS::CloudWatch::CompositeAlarm')];
  const names = new Set(known.flatMap(({ ref, arn, properties }) => [ref, arn, properties.AlarmName]));
  for (const [, quoted = '', bare = ''] of rule.matchAll(
    /\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*(?:"([^"]*)"|([^")\s]+))\s*\)/g,
  )) {
    const name = quoted || bare;
    if (!names.has(name))
      return `Could not create/update the alarm: AlarmRule refers to an alarm that does not exist: ${name}`;
  }
  const skeleton = rule.replaceAll(
    /\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*(?:"[^"]*"|[^")\s]+)\s*\)|\b(?:TRUE|FALSE)\b/g,
    '1',
  );
  const logic = skeleton
    .replaceAll(/\bAND\b/g, '*')
    .replaceAll(/\bOR\b/g, '+')
    .replaceAll(/\bNOT\b/g, '-');
  return parses(logic.replaceAll(/\s+/g, '')) ? undefined : `AlarmRule must not contain invalid syntax: ${rule}`;
};

/** Whether what is left of a rule is an expression: operands `1`, `*` and `+` between them, `-` before them, parentheses. */
const parses = (logic: string): boolean => {
  let before = '';
  for (let now = logic; now !== before; ) {
    before = now;
    now = now
      .replaceAll(/-1/g, '1')
      .replaceAll(/1[*+]1/g, '1')
      .replaceAll(/\(1\)/g, '1');
    if (now === '1') return true;
  }
  return false;
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
const dashboard: CreationCheck = ({ DashboardBody }) => {
  try {
    JSON.parse(String(DashboardBody));
    return undefined;
  } catch {
    return 'The field DashboardBody must be a valid JSON object';
  }
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
const filterGroup: CreationCheck = ({ LogGroupName }, stack) =>
  stack.created('AWS::Logs::LogGroup').some(({ ref }) => ref === LogGroupName) ||
  String(LogGroupName).startsWith('/aws/lambda/')
    ? undefined
    : `The specified log group does not exist: ${LogGroupName}`;

/** WAF takes a log group, a bucket or a stream whose name begins so, and a log group's ARN without `:*`.
 * https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html#logging-cw-logs-naming */
const firewallLogs: CreationCheck = ({ ResourceArn, LogDestinationConfigs }, stack) => {
  if (isOurs(ResourceArn) && !byArn(stack, 'AWS::WAFv2::WebACL', ResourceArn))
    return "WAFNonexistentItemException: AWS WAF couldn't perform the operation because your resource doesn't exist.";
  const [destination] = LogDestinationConfigs;
  const named = /^arn:[^:]+:(?:logs:[^:]+:\d+:log-group:|s3:::|firehose:[^:]+:\d+:deliverystream\/)aws-waf-logs-[^:]+$/;
  if (!named.test(destination))
    return `WAFInvalidParameterException: Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes., field: LOG_DESTINATION, parameter: ${destination}`;
  return isOurs(destination) && destination.includes(':log-group:') && !logGroupOf(stack, destination)
    ? `WAFLogDestinationPermissionIssueException: the log group of ${destination} does not exist`
    : undefined;
};

/** What CloudWatch refuses at creation, and WAF of where it logs to. */
export const logChecks: CreationChecks = {
  'AWS::CloudWatch::Alarm': [alarm],
  'AWS::CloudWatch::CompositeAlarm': [composite],
  'AWS::CloudWatch::Dashboard': [dashboard],
  'AWS::Logs::MetricFilter': [filterGroup],
  'AWS::WAFv2::LoggingConfiguration': [firewallLogs],
};
