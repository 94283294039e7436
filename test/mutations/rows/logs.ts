import { added, all, change, gone, resourceOf, revoked } from '../edits.ts';
import { rowsOf } from '../row.ts';

const API = 'AmazonCloudWatchLogs/latest/APIReference/';
const METRICS = 'AmazonCloudWatch/latest/APIReference/';
const ALARM_API = `${METRICS}API_PutMetricAlarm.html`;
const COMPOSITE_API = `${METRICS}API_PutCompositeAlarm.html`;
const FILTER_API = `${API}API_PutMetricFilter.html`;
const GROUP = 'Logs::LogGroup OrderApiSubmitOrderLogs';
const FILTER = 'Logs::MetricFilter MonitoringBusinessOrdersAccepted';
const COMPOSITE = 'CloudWatch::CompositeAlarm';

const ALARM = {
  ...{ ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, Threshold: 1 },
  ...{ MetricName: 'Errors', Namespace: 'AWS/Lambda', Period: 60, Statistic: 'Sum' },
};
/** One alarm more, with members that AWS refuses; undefined takes one away. */
const alarm = (changes: Record<string, unknown>) =>
  added('Broken', 'AWS::CloudWatch::Alarm', JSON.parse(JSON.stringify({ ...ALARM, ...changes })));

export const logs = rowsOf('CloudWatch', [
  {
    name: 'a retention that is none',
    breaks: change(GROUP, { RetentionInDays: 10 }),
    aws: 'RetentionInDays is one of a list.',
    page: `${API}API_PutRetentionPolicy.html`,
    noticed: 'start',
    by: /SubmitOrderLogs.*[rR]etentionInDays/,
  },
  {
    name: 'a log group name with a space',
    breaks: change(GROUP, { LogGroupName: 'submit order' }),
    aws: 'Names of log groups have letters, digits and _-/.#.',
    page: `${API}API_CreateLogGroup.html`,
    noticed: 'start',
    by: /SubmitOrderLogs.*[lL]ogGroupName/,
  },
  {
    name: 'a class of log group that is none',
    breaks: change(GROUP, { LogGroupClass: 'CHEAP' }),
    aws: 'Classes are STANDARD, INFREQUENT_ACCESS and DELIVERY.',
    page: `${API}API_CreateLogGroup.html`,
    noticed: 'start',
    by: /SubmitOrderLogs.*LogGroupClass/,
  },
  {
    name: 'two log groups of one name',
    breaks: all(
      change(GROUP, { LogGroupName: 'one-name' }),
      change('Logs::LogGroup OrderApiGetOrderLogs', { LogGroupName: 'one-name' }),
    ),
    aws: 'The second one is refused: a log group of that name exists already.',
    page: `${API}API_CreateLogGroup.html`,
    noticed: 'start',
    by: /OrderLogs.*already exists/,
  },
  {
    name: 'a role that may not log',
    breaks: revoked('OrderApiSubmitOrderRole', 'logs:PutLogEvents'),
    aws: 'The function runs, and logs nothing.',
    page: 'lambda/latest/dg/monitoring-cloudwatchlogs.html',
    noticed: 'order',
    by: /not authorized to perform: logs:PutLogEvents/,
  },
  {
    name: 'a role that may not begin a log stream',
    breaks: revoked('OrderApiSubmitOrderRole', 'logs:CreateLogStream'),
    aws: 'The function runs, and logs nothing.',
    page: 'lambda/latest/dg/monitoring-cloudwatchlogs.html',
    noticed: 'order',
    by: /not authorized to perform: logs:CreateLogStream/,
  },
  {
    name: 'a filter pattern that does not parse',
    breaks: change(FILTER, { FilterPattern: '{ $.message = }' }),
    aws: 'Invalid filter patterns are refused.',
    page: 'AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
    noticed: 'start',
    by: /OrdersAccepted.*([pP]attern)/,
  },
  {
    name: 'a filter without a metric',
    breaks: change(FILTER, { MetricTransformations: undefined }),
    aws: 'A metric filter has one transformation.',
    page: FILTER_API,
    noticed: 'start',
    by: /OrdersAccepted.*MetricTransformations/,
  },
  {
    name: 'a filter of two metrics',
    breaks: (template) => {
      const { MetricTransformations } = resourceOf(template, FILTER).Properties as { MetricTransformations: object[] };
      MetricTransformations.push({ ...MetricTransformations[0], MetricName: 'Another' });
    },
    aws: 'A metric filter has one transformation.',
    page: FILTER_API,
    noticed: 'start',
    by: /OrdersAccepted.*MetricTransformations/,
  },
  {
    name: 'a filter of a value that is none',
    breaks: change(FILTER, { 'MetricTransformations.0.MetricValue': 'one' }),
    aws: 'MetricValue is a number or a field of the pattern.',
    page: `${API}API_MetricTransformation.html`,
    noticed: 'start',
    by: /OrdersAccepted.*[mM]etricValue/,
  },
  {
    name: 'a filter of a group that is not there',
    breaks: change(FILTER, { LogGroupName: 'nowhere' }),
    aws: 'The log group of a filter has to exist.',
    page: FILTER_API,
    noticed: 'start',
    by: /OrdersAccepted.*(nowhere|log group)/,
  },
  {
    name: 'a filter with a default and dimensions',
    breaks: change(FILTER, {
      'MetricTransformations.0.DefaultValue': 0,
      'MetricTransformations.0.Dimensions': [{ Key: 'kind', Value: '$.kind' }],
    }),
    aws: 'A transformation with dimensions has no default value.',
    page: `${API}API_MetricTransformation.html`,
    noticed: 'start',
    by: /OrdersAccepted.*MetricTransformations\/0: failed/,
  },
  {
    name: 'a filter into a namespace of AWS’s own',
    breaks: change(FILTER, { 'MetricTransformations.0.MetricNamespace': 'AWS/Orders' }),
    aws: 'Namespaces do not begin with AWS/.',
    page: 'AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html',
    noticed: 'start',
    by: /OrdersAccepted.*[nN]amespace/,
  },
  {
    name: 'an alarm of a comparison that is none',
    breaks: alarm({ ComparisonOperator: 'GreaterThan' }),
    aws: 'ComparisonOperator is one of a list.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*ComparisonOperator/,
  },
  {
    name: 'an alarm without a statistic',
    breaks: alarm({ Statistic: undefined }),
    aws: 'An alarm of a metric has a statistic.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*Statistic/,
  },
  {
    name: 'an alarm of two statistics',
    breaks: alarm({ ExtendedStatistic: 'p99' }),
    aws: 'An alarm has Statistic or ExtendedStatistic.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*Statistic/,
  },
  {
    name: 'an alarm of a statistic that is none',
    breaks: alarm({ Statistic: 'Mean' }),
    aws: 'Statistic is one of a list.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*Statistic/,
  },
  {
    name: 'an alarm of seven seconds',
    breaks: alarm({ Period: 7 }),
    aws: 'Period is 10, 20, 30 or a multiple of 60.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*Period/,
  },
  {
    name: 'an alarm that looks back over a week',
    breaks: alarm({ Period: 3_600, EvaluationPeriods: 200 }),
    aws: 'Periods of an hour and more look back at most a week.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*(EvaluationPeriods|Period)/,
  },
  {
    name: 'an alarm that looks back over a day',
    breaks: alarm({ Period: 60, EvaluationPeriods: 1_500 }),
    aws: 'Periods below an hour look back at most a day.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*(EvaluationPeriods|Period)/,
  },
  {
    name: 'an alarm of more points than periods',
    breaks: alarm({ DatapointsToAlarm: 3, EvaluationPeriods: 2 }),
    aws: 'DatapointsToAlarm is at most EvaluationPeriods.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*DatapointsToAlarm/,
  },
  {
    name: 'an alarm that treats what is missing as nobody does',
    breaks: alarm({ TreatMissingData: 'ok' }),
    aws: 'TreatMissingData is breaching, notBreaching, ignore or missing.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*TreatMissingData/,
  },
  {
    name: 'an alarm without a threshold',
    breaks: alarm({ Threshold: undefined }),
    aws: 'An alarm has a threshold.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*Threshold/,
  },
  {
    name: 'an alarm of no metric',
    breaks: alarm({ MetricName: undefined, Namespace: undefined, Period: undefined, Statistic: undefined }),
    aws: 'An alarm has a metric or metrics.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*(MetricName|Metrics)/,
  },
  {
    name: 'an alarm of a metric and of an expression',
    breaks: alarm({ Metrics: [{ Id: 'm1', Expression: '1', ReturnData: true }] }),
    aws: 'Metrics exclude MetricName and its members.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*(Metrics|MetricName)/,
  },
  {
    name: 'an alarm of 31 dimensions',
    breaks: alarm({ Dimensions: Array.from({ length: 31 }, (_none, at) => ({ Name: `d${at}`, Value: 'x' })) }),
    aws: 'A metric has at most 30 dimensions.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*Dimensions/,
  },
  {
    name: 'an alarm that acts on what is no ARN',
    breaks: alarm({ AlarmActions: ['operations'] }),
    aws: 'Actions are ARNs.',
    page: ALARM_API,
    noticed: 'start',
    by: /Broken.*AlarmActions/,
  },
  {
    name: 'a composite alarm whose rule does not parse',
    breaks: change(COMPOSITE, { AlarmRule: 'ALARM("a") AND' }),
    aws: 'The rule of a composite alarm is an expression.',
    page: COMPOSITE_API,
    noticed: 'start',
    by: /OrdersNotFlowing.*AlarmRule/,
  },
  {
    name: 'a composite alarm of an alarm that is not there',
    breaks: change(COMPOSITE, { AlarmRule: 'ALARM("nowhere")' }),
    aws: 'The alarms of a rule have to exist.',
    page: COMPOSITE_API,
    noticed: 'start',
    by: /OrdersNotFlowing.*nowhere/,
  },
  {
    name: 'a dashboard that is no JSON',
    breaks: change('CloudWatch::Dashboard', { DashboardBody: '{"widgets":[' }),
    aws: 'The body of a dashboard is JSON.',
    page: `${METRICS}API_PutDashboard.html`,
    noticed: 'start',
    by: /Dashboard.*(DashboardBody|JSON)/,
  },
  {
    name: 'no log group',
    breaks: gone(GROUP),
    aws: 'A template that refers to what it does not have is refused.',
    page: 'AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
    noticed: 'start',
    by: /SubmitOrderLogs/,
  },
]);
