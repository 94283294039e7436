import { arn, between, list, members, oneOf, type TypeSchemas, text } from './schema.ts';

const RETENTION_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1_096, 1_827, 2_192, 2_557, 2_922, 3_288, 3_653],
];
const actions = list(arn(), { maxItems: 5 });

/** CloudWatch and its logs. */
export const monitoring: TypeSchemas = {
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
  'AWS::Logs::LogGroup': {
    properties: {
      LogGroupName: { ...text(512, '^[.\\-_/#A-Za-z0-9]+$'), minLength: 1 },
      RetentionInDays: oneOf(...RETENTION_DAYS),
      LogGroupClass: oneOf('STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'),
    },
  },
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
  'AWS::Logs::MetricFilter': {
    required: ['FilterPattern', 'LogGroupName', 'MetricTransformations'],
    properties: {
      FilterPattern: text(1_024),
      FilterName: text(512, '^[^:*]+$'),
      MetricTransformations: list(
        members(
          {
            MetricName: text(255, '^[^:*$]*$'),
            MetricNamespace: { ...text(255, '^[^:*$]*$'), not: { pattern: '^AWS/' } },
            MetricValue: { type: 'string', pattern: '^(\\$.+|-?\\d+(\\.\\d+)?)$' },
            Dimensions: list({}, { maxItems: 3 }),
          },
          {
            required: ['MetricName', 'MetricNamespace', 'MetricValue'],
            not: { required: ['DefaultValue', 'Dimensions'] },
          },
        ),
        { minItems: 1, maxItems: 1 },
      ),
    },
  },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  'AWS::CloudWatch::Alarm': {
    required: ['ComparisonOperator', 'EvaluationPeriods'],
    properties: {
      AlarmName: text(255),
      AlarmDescription: text(1_024),
      ComparisonOperator: oneOf(
        ...['GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold'],
        ...['LessThanLowerOrGreaterThanUpperThreshold', 'LessThanLowerThreshold', 'GreaterThanUpperThreshold'],
      ),
      EvaluationPeriods: { type: 'integer', minimum: 1 },
      DatapointsToAlarm: { type: 'integer', minimum: 1 },
      Statistic: oneOf('SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'),
      TreatMissingData: oneOf('breaching', 'notBreaching', 'ignore', 'missing'),
      Dimensions: list(members({ Name: text(255), Value: text(1_024) }), { maxItems: 30 }),
      AlarmActions: actions,
      OKActions: actions,
      InsufficientDataActions: actions,
    },
  },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
  'AWS::CloudWatch::CompositeAlarm': {
    required: ['AlarmRule'],
    properties: { AlarmRule: text(10_240), AlarmActions: actions, OKActions: actions },
  },
  'AWS::CloudWatch::Dashboard': {
    required: ['DashboardBody'],
    properties: { DashboardName: text(255, '^[A-Za-z0-9_-]+$') },
  },
  'AWS::Logs::QueryDefinition': {
    required: ['Name', 'QueryString'],
    properties: {
      Name: text(255),
      QueryString: text(10_000),
      LogGroupNames: list({ type: 'string' }, { maxItems: 50 }),
    },
  },
  'AWS::XRay::Group': { properties: { GroupName: text(32), FilterExpression: { type: 'string' } } },
  'AWS::KMS::Key': { properties: { PendingWindowInDays: between(7, 30) } },
  'AWS::IAM::Role': {
    properties: {
      MaxSessionDuration: between(3_600, 43_200),
      RoleName: text(64, '^[\\w+=,.@-]+$'),
      Description: text(1_000),
    },
  },
};
