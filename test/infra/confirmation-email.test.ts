import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../cdk/config.ts';
import { CLAIM_SECONDS } from '../../lambdas/core/confirmation/claim-time.ts';
import { EVENT_TYPE_OF } from '../../lambdas/core/contract/event-type.ts';
import { permissionsOf, statementsOfRole } from './grants.ts';
import { ofType, prodContext, render, resourceNamed, stackOf, synthesizedTemplate, testApp } from './synthesized.ts';

const SENDER_ADDRESS = 'shop@example.com';
const OPERATIONS_ADDRESS = 'operations@example.com';
const template = synthesizedTemplate({ senderAddress: SENDER_ADDRESS });
const properties = (type: string, name: string, of = template) => resourceNamed(of, type, name).Properties;

const queue = properties('AWS::SQS::Queue', 'ConfirmationEmailEmailQueue');
const deadLetterQueue = properties('AWS::SQS::Queue', 'ConfirmationEmailEmailQueueDeadLettersQueue');
const sendEmail = properties('AWS::Lambda::Function', 'ConfirmationEmailSendEmailFunction');
const DAYS = 24 * 60 * 60;
const SES = 'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId';
const CONFIGURATION_SET = 'ConfirmationEmailMailSenderConfigurationSet';

describe('the way of an announcement to the customer', () => {
  const subscription = properties(
    'AWS::SNS::Subscription',
    ofType(template, 'AWS::SNS::Subscription').find(([, { Properties }]) => Properties.Protocol === 'sqs')?.[0] ?? '',
  );

  it('leads raw into the queue, for what a customer is mailed about and nothing else', () => {
    expect(render(subscription.Endpoint)).toBe('ConfirmationEmailEmailQueue.Arn');
    expect(subscription.RawMessageDelivery).toBe(true);
    expect(subscription.FilterPolicyScope).toBeUndefined();
    expect(subscription.FilterPolicy.eventType.toSorted()).toEqual(Object.values(EVENT_TYPE_OF).toSorted());
  });

  it('keeps what the topic cannot deliver, in a queue of the subscription’s own', () => {
    expect(render(subscription.RedrivePolicy.deadLetterTargetArn)).toBe(
      'ConfirmationEmailSubscriptionDeadLettersQueue.Arn',
    );
  });

  it.each(['ConfirmationEmailEmailQueue', 'ConfirmationEmailSubscriptionDeadLettersQueue'])(
    'lets the topic, and no other, put messages into %s',
    (name) => {
      const { Statement } = properties('AWS::SQS::QueuePolicy', `${name}Policy`).PolicyDocument;
      const allowed = Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
      expect(allowed).toHaveLength(1);
      expect(allowed[0]).toMatchObject({ Action: 'sqs:SendMessage', Principal: { Service: 'sns.amazonaws.com' } });
      expect(render(allowed[0].Condition.ArnEquals['aws:SourceArn'])).toBe('OrderEventsTopic');
      expect(render(allowed[0].Resource)).toBe(`${name}.Arn`);
    },
  );
});

describe('the e-mail queue', () => {
  it('hides a message for six times as long as its function may run', () => {
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * sendEmail.Timeout);
  });

  it('outlasts a crashed claim, which outlasts the function by clocks that are two minutes apart', () => {
    expect(CLAIM_SECONDS).toBeGreaterThanOrEqual(sendEmail.Timeout + 120);
    expect(queue.VisibilityTimeout).toBeGreaterThan(CLAIM_SECONDS);
    expect(queue.RedrivePolicy.maxReceiveCount * queue.VisibilityTimeout).toBeGreaterThanOrEqual(30 * 60);
  });

  it('keeps messages 4 days, and dead letters longer', () => {
    expect(queue.MessageRetentionPeriod).toBe(4 * DAYS);
    expect(deadLetterQueue.MessageRetentionPeriod).toBe(14 * DAYS);
    expect(render(queue.RedrivePolicy.deadLetterTargetArn)).toBe('ConfirmationEmailEmailQueueDeadLettersQueue.Arn');
    expect(deadLetterQueue.RedriveAllowPolicy.sourceQueueArns.map(render)).toEqual([
      `arn:AWS::Partition:sqs:AWS::Region:AWS::AccountId:${render(queue.QueueName)}`,
    ]);
  });

  it('is encrypted and refuses plain HTTP, as are its dead letters', () => {
    const names = ofType(template, 'AWS::SQS::Queue').filter(([name]) => name.startsWith('ConfirmationEmail'));
    expect(names).toHaveLength(5);
    for (const [name, { Properties }] of names) {
      expect(Properties.SqsManagedSseEnabled).toBe(true);
      expect(properties('AWS::SQS::QueuePolicy', `${name}Policy`).PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });
});

describe('send-email', () => {
  const mapping = (of = template) =>
    ofType(of, 'AWS::Lambda::EventSourceMapping')
      .map(([, found]) => found.Properties)
      .filter(({ EventSourceArn }) => render(EventSourceArn) === 'ConfirmationEmailEmailQueue.Arn');

  it('empties the queue, reports single failures, and stays under the rate of SES', () => {
    const [only, ...others] = mapping();
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    expect(render(only?.EventSourceArn)).toBe('ConfirmationEmailEmailQueue.Arn');
  });

  it.each([
    ['1', 2],
    ['70', 10],
  ])('may run more often at once where SES takes more: %s a second, %i', (mailsPerSecond, concurrency) => {
    const [only] = mapping(synthesizedTemplate({ senderAddress: SENDER_ADDRESS, mailsPerSecond }));
    expect(only?.ScalingConfig).toEqual({ MaximumConcurrency: concurrency });
  });

  it('may read orders and claim their mails, read its queue, send from one address under one configuration set, and nothing else', () => {
    expect(permissionsOf(template, 'ConfirmationEmailSendEmailRole')).toEqual(
      [
        'dynamodb:DeleteItem ConfirmationsTable.Arn',
        'dynamodb:GetItem ConfirmationsTable.Arn',
        'dynamodb:GetItem OrdersTable.Arn',
        'dynamodb:UpdateItem ConfirmationsTable.Arn',
        'logs:CreateLogStream ConfirmationEmailSendEmailLogs.Arn',
        'logs:PutLogEvents ConfirmationEmailSendEmailLogs.Arn',
        `ses:SendEmail ${SES}:configuration-set/${CONFIGURATION_SET}`,
        `ses:SendEmail ${SES}:identity/*`,
        'sqs:DeleteMessage ConfirmationEmailEmailQueue.Arn',
        'sqs:GetQueueAttributes ConfirmationEmailEmailQueue.Arn',
        'sqs:ReceiveMessage ConfirmationEmailEmailQueue.Arn',
        'xray:PutTelemetryRecords *',
        'xray:PutTraceSegments *',
      ].sort(),
    );
  });

  it('may send to verified recipients of a sandbox, and from the sender alone', () => {
    const statements = statementsOfRole(template, 'ConfirmationEmailSendEmailRole').filter(({ Resource }) =>
      render(Resource).includes(':identity/'),
    );
    expect(statements).toEqual([
      expect.objectContaining({
        Action: 'ses:SendEmail',
        Condition: { StringEquals: { 'ses:FromAddress': SENDER_ADDRESS } },
      }),
    ]);
  });

  it('is told where to send from, where the site is, and how the shop speaks', () => {
    const variables = Object.entries(sendEmail.Environment.Variables).map(([name, value]) => [name, render(value)]);
    expect(Object.fromEntries(variables)).toMatchObject({
      SENDER_ADDRESS: SENDER_ADDRESS,
      CONFIGURATION_SET: CONFIGURATION_SET,
      SITE_URL: expect.stringMatching(/^https:\/\/.+\/$/),
      ORDERS_TABLE: 'OrdersTable',
      CONFIRMATIONS_TABLE: 'ConfirmationsTable',
      SHOP_SETTINGS: JSON.stringify({ locale: 'en-GB', timeZone: 'Europe/Berlin', legalLines: [] }),
      CANCELLATION_MINUTES: '60',
    });
    expect(variables).toHaveLength(7);
  });
});

describe('the sender', () => {
  it.each([{}, prodContext, { senderIdentity: 'example.com' }])(
    'is an identity that the account has, so that stages can share it: none of them makes it, %o',
    (context) => {
      expect(
        ofType(synthesizedTemplate({ ...context, senderAddress: SENDER_ADDRESS }), 'AWS::SES::EmailIdentity'),
      ).toEqual([]);
    },
  );

  it('is made an identity where the deployer says so, and stays one without the stack', () => {
    const made = synthesizedTemplate({ senderAddress: SENDER_ADDRESS, createSenderIdentity: 'true' });
    const identities = ofType(made, 'AWS::SES::EmailIdentity').map(
      ([, { DeletionPolicy, UpdateReplacePolicy, Properties }]) => [
        Properties.EmailIdentity,
        DeletionPolicy,
        UpdateReplacePolicy,
      ],
    );
    expect(identities).toEqual([[SENDER_ADDRESS, 'Retain', 'Retain']]);
  });

  it('has its bounces, complaints and rejects counted, with an alarm each and two on the rates of the account', () => {
    const destination = properties('AWS::SES::ConfigurationSetEventDestination', `${CONFIGURATION_SET}Metrics`);
    expect(destination.EventDestination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['bounce', 'complaint', 'reject'],
      CloudWatchDestination: { DimensionConfigurations: [{ DimensionName: 'ses:configuration-set' }] },
    });
    const alarms = ofType(template, 'AWS::CloudWatch::Alarm')
      .filter(([, { Properties }]) => Properties.Namespace === 'AWS/SES')
      .map(([, { Properties }]) => [
        Properties.MetricName,
        Properties.Threshold,
        Properties.Dimensions && render(Properties.Dimensions[0].Value),
      ]);
    expect(alarms).toEqual([
      ['Reputation.BounceRate', 0.025, undefined],
      ['Reputation.ComplaintRate', 0.0005, undefined],
      ['Bounce', 5, CONFIGURATION_SET],
      ['Complaint', 1, CONFIGURATION_SET],
      ['Reject', 1, CONFIGURATION_SET],
    ]);
  });

  it('sends over TLS only', () => {
    expect(properties('AWS::SES::ConfigurationSet', CONFIGURATION_SET).DeliveryOptions).toEqual({
      TlsPolicy: 'REQUIRE',
    });
  });
});

describe('alarms', () => {
  it('tell of dead letters and of a backlog, and name the runbook', () => {
    const alarms = ofType(template, 'AWS::CloudWatch::Alarm').filter(([name]) => name.startsWith('ConfirmationEmail'));
    const watched = alarms
      .filter(([, { Properties }]) => Properties.Namespace === 'AWS/SQS')
      .map(([, { Properties }]) => [render(Properties.Dimensions[0].Value), Properties.MetricName]);
    expect(watched.sort()).toEqual([
      ['ConfirmationEmailEmailQueue.QueueName', 'ApproximateAgeOfOldestMessage'],
      ['ConfirmationEmailEmailQueueDeadLettersQueue.QueueName', 'ApproximateNumberOfMessagesVisible'],
      ['ConfirmationEmailMailOutcomesDeadLettersQueue.QueueName', 'ApproximateNumberOfMessagesVisible'],
      ['ConfirmationEmailMailOutcomesQueue.QueueName', 'ApproximateAgeOfOldestMessage'],
      ['ConfirmationEmailSubscriptionDeadLettersQueue.QueueName', 'ApproximateNumberOfMessagesVisible'],
    ]);
    for (const [, { Properties }] of alarms)
      expect(Properties.AlarmDescription).toMatch(/Runbook: docs\/runbook\.md, "/);
  });
});

describe('what became of mails', () => {
  const rules = ofType(template, 'AWS::Events::Rule').filter(([name]) => name.startsWith('ConfirmationEmail'));

  it('is told by SES on the default bus', () => {
    const { EventDestination } = properties(
      'AWS::SES::ConfigurationSetEventDestination',
      `${CONFIGURATION_SET}Outcomes`,
    );
    expect(EventDestination.MatchingEventTypes).toEqual(['delivery', 'deliveryDelay', 'bounce', 'complaint', 'reject']);
    expect(render(EventDestination.EventBridgeDestination.EventBusArn)).toMatch(/:event-bus\/default$/);
  });

  it('goes on without its recipient, for mails of this configuration set alone', () => {
    expect(rules).toHaveLength(2);
    for (const [, { Properties }] of rules) {
      const { source, detail } = Properties.EventPattern;
      expect([source, render(detail.mail.tags['ses:configuration-set'][0])]).toEqual([['aws.ses'], CONFIGURATION_SET]);
      const [{ InputTransformer, DeadLetterConfig }] = Properties.Targets;
      const paths = Object.values(InputTransformer.InputPathsMap);
      expect(paths).toContain('$.detail.mail.tags.orderId[0]');
      for (const path of paths) {
        expect(path).toMatch(
          /^\$\.(time|detail-type|detail\.mail\.(messageId|timestamp|tags\.\w+\[0\])|detail\.bounce\.bounce(Sub)?Type)$/,
        );
      }
      expect(render(DeadLetterConfig.Arn)).toBe('ConfirmationEmailMailOutcomesDeadLettersQueue.Arn');
    }
  });

  it('is taken up to a hundred at a time, and noted by a function that may do nothing else', () => {
    const [only] = ofType(template, 'AWS::Lambda::EventSourceMapping')
      .map(([, { Properties }]) => Properties)
      .filter(({ EventSourceArn }) => render(EventSourceArn) === 'ConfirmationEmailMailOutcomesQueue.Arn');
    expect(only).toMatchObject({
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(permissionsOf(template, 'ConfirmationEmailMailOutcomesNoteMailOutcomeRole')).toEqual(
      [
        'dynamodb:GetItem ConfirmationsTable.Arn',
        'dynamodb:UpdateItem ConfirmationsTable.Arn',
        'logs:CreateLogStream ConfirmationEmailMailOutcomesNoteMailOutcomeLogs.Arn',
        'logs:PutLogEvents ConfirmationEmailMailOutcomesNoteMailOutcomeLogs.Arn',
        'sqs:DeleteMessage ConfirmationEmailMailOutcomesQueue.Arn',
        'sqs:GetQueueAttributes ConfirmationEmailMailOutcomesQueue.Arn',
        'sqs:ReceiveMessage ConfirmationEmailMailOutcomesQueue.Arn',
        'xray:PutTelemetryRecords *',
        'xray:PutTraceSegments *',
      ].sort(),
    );
  });
});

describe('without a sender', () => {
  it('there is nothing of SES, no e-mail queue and nobody who would read it', () => {
    const bare = synthesizedTemplate({});
    const types = Object.values(bare.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::SES::'))).toEqual([]);
    expect(types).not.toContain('AWS::Lambda::EventSourceMapping');
    expect(Object.keys(bare.Resources).filter((id) => id.startsWith('ConfirmationEmail'))).toEqual([]);
    expect(ofType(bare, 'AWS::SNS::Subscription')).toEqual([]);
  });

  const toOperations = (context: Record<string, unknown>) =>
    ofType(synthesizedTemplate({ operationsAddress: OPERATIONS_ADDRESS, ...context }), 'AWS::SNS::Subscription')
      .map(([, { Properties }]) => Properties)
      .filter(({ Protocol, TopicArn }) => Protocol === 'email' && render(TopicArn) === 'OrderEventsTopic');

  it('the operations address is mailed every announcement', () => {
    const [subscription, ...others] = toOperations({});
    expect(others).toEqual([]);
    expect(subscription?.Endpoint).toBe(OPERATIONS_ADDRESS);
    expect(render(subscription?.RedrivePolicy.deadLetterTargetArn)).toBe('OrderEventsOperationsDeadLettersQueue.Arn');
  });

  it('and only then, as its alerts would drown in them', () => {
    expect(toOperations({ senderAddress: SENDER_ADDRESS })).toEqual([]);
  });
});

describe('its configuration', () => {
  it.each([
    [{ senderAddress: 'shop' }, 'context senderAddress="shop": must be an e-mail address'],
    [{ operationsAddress: 'a@example.com,b@example.com' }, /must be an e-mail address/],
    [{ senderAddress: SENDER_ADDRESS, mailsPerSecond: '0' }, 'context mailsPerSecond="0": must be at least 1'],
    [{ senderAddress: SENDER_ADDRESS, mailsPerSecond: 'many' }, /must be a number/],
    [{ senderIdentity: 'example.com' }, /^context senderIdentity needs the address/],
    [{ senderAddress: SENDER_ADDRESS, senderIdentity: 'ample.com' }, /shop@example.com is not an address of it$/],
    [{ createSenderIdentity: 'true' }, /^context createSenderIdentity needs the address that mails come from/],
    [
      { senderAddress: SENDER_ADDRESS, createSenderIdentity: 'yes' },
      'context createSenderIdentity="yes": must be true or false',
    ],
    [
      { senderAddress: SENDER_ADDRESS, senderIdentity: 'example.com', createSenderIdentity: 'true' },
      'context senderIdentity exists already: leave createSenderIdentity away',
    ],
  ])('%o is refused in one line', (context, message) => {
    expect(() => readConfig(context)).toThrow(ConfigError);
    expect(() => readConfig(context)).toThrow(message);
  });

  it('takes an identity above the domain of the address', () => {
    const { sender } = readConfig({ senderAddress: 'shop@mail.example.com', senderIdentity: 'example.com' });
    expect(sender).toEqual({
      address: 'shop@mail.example.com',
      identity: 'example.com',
      createIdentity: false,
      mailsPerSecond: 14,
    });
  });

  it.each([{}, prodContext])('passes the AwsSolutions checks with all of it (%o)', (context) => {
    const app = testApp({ ...context, senderAddress: SENDER_ADDRESS, operationsAddress: OPERATIONS_ADDRESS });
    expect(new AwsSolutionsChecks(app).validateScope(stackOf(app)).violations).toEqual([]);
  });
});
