import { Aws, Duration } from 'aws-cdk-lib';
import { type Alarm, AlarmBase, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { FIVE_MINUTES, watch } from '../shared/alarm.ts';
import { DeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import type { BulkAction } from '../support/bulk-action.ts';
import type { FailuresTable } from '../support/failures-table.ts';
import type { OrderCancellation } from '../workflow/order-cancellation.ts';
import type { OrderWorkflow } from '../workflow/order-workflow.ts';

/** Properties of {@link OperationsAlerts}. */
export interface OperationsAlertsProps extends FunctionSettings {
  readonly workflow: OrderWorkflow;
  readonly cancellation: OrderCancellation;
  readonly failures: FailuresTable;
  readonly bulk: BulkAction;
  /** Where an alert's link leads; ends with `/`. */
  readonly siteUrl: string;
}

const CLOUDWATCH = 'cloudwatch.amazonaws.com';

/** Of the execution that support starts in the place of one that failed: lambdas/core/contract/execution-names.ts. */
const FRESH_SUFFIX = '-2';

/** How an execution ends badly: its status, and the metric that counts it. */
const BAD_ENDS = [
  { status: 'FAILED', metric: 'ExecutionsFailed', meaning: 'Workflows failed' },
  { status: 'TIMED_OUT', metric: 'ExecutionsTimedOut', meaning: 'Workflows ran into their time limit' },
  { status: 'ABORTED', metric: 'ExecutionsAborted', meaning: 'Workflows were stopped by a person' },
] as const;

/** The sum of a metric of a state machine. */
const sumOf = (metricName: string, StateMachineArn: string): Metric =>
  new Metric({
    ...{ namespace: 'AWS/States', metricName, dimensionsMap: { StateMachineArn }, statistic: Stats.SUM },
    ...FIVE_MINUTES,
  });

/** Who operates the shop hears of each workflow that ends badly, with the order and the state, and of each alarm. */
export class OperationsAlerts extends Construct {
  /** What EventBridge could not deliver, and what the function gave up. */
  readonly deadLetterQueue: Queue;
  readonly topicArn: string;
  /** Rings when a workflow fails. */
  readonly executionsFailed: Alarm;
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, props: OperationsAlertsProps) {
    super(scope, id);
    const { config, workflow, cancellation, bulk } = props;
    this.#topic = this.#createTopic(props);
    this.topicArn = this.#topic.topicArn;
    this.deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', {
      config,
      meaning: 'Alerts on failed workflows could not be sent; the alarms of the workflows tell of them too',
      runbook: 'Alerts not delivered',
    }).queue;
    this.#notifyOn(this.#notifier(props), [workflow.stateMachineArn, cancellation.stateMachineArn]);
    const [failed, ...others] = BAD_ENDS;
    this.executionsFailed = this.#alarm(failed, config, workflow.stateMachineArn);
    for (const end of others) this.#alarm(end, config, workflow.stateMachineArn);
    for (const end of BAD_ENDS) this.#alarm(end, config, cancellation.stateMachineArn, 'Cancellation');
    this.#bulkAlarm(config, bulk.stateMachineArn);
  }

  /** Has every alarm below a construct tell operations. EventBridge's events are best effort: the alarms are the backstop. */
  receiveAlarms(scope: IConstruct): void {
    for (const found of scope.node.findAll()) {
      if (found instanceof AlarmBase) found.addAlarmAction(new SnsAction(this.#topic));
    }
  }

  #createTopic({ config }: OperationsAlertsProps): Topic {
    // The AWS-managed key admits no alarms; this one is a dollar a month.
    // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
    const key = new Key(this, 'Key', {
      description: 'Alerts of operations.',
      enableKeyRotation: true,
      pendingWindow: Duration.days(7),
      removalPolicy: config.removalPolicy,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(CLOUDWATCH)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
    const topic = new Topic(this, 'Topic', { displayName: 'Order alerts', enforceSSL: true, masterKey: key });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal(CLOUDWATCH)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (config.operationsAddress !== undefined) topic.addSubscription(new EmailSubscription(config.operationsAddress));
    return topic;
  }

  #notifier({ config, artifacts, workflow, cancellation, failures, siteUrl }: OperationsAlertsProps): OrderFunction {
    const notify = new OrderFunction(this, 'NotifyOperations', {
      config,
      artifacts,
      entry: 'notify-operations',
      description: 'Keeps the list of failures, and tells operations which state of which workflow failed, and why.',
      timeout: Duration.seconds(10),
    });
    workflow.grantReadHistory(notify);
    cancellation.grantReadHistory(notify);
    failures.grantNote(notify);
    notify.tell(ENVIRONMENT.stateMachineArn, workflow.stateMachineArn);
    notify.tell(ENVIRONMENT.siteUrl, siteUrl);
    notify.allow(['sns:Publish'], this.#topic.topicArn);
    notify.tell(ENVIRONMENT.operationsTopicArn, this.#topic.topicArn);
    if (this.#topic.masterKey) notify.allow(['kms:Decrypt', 'kms:GenerateDataKey'], this.#topic.masterKey.keyArn);
    // The rule's queue takes what never reached the function; this takes what the function gave up, three attempts later.
    notify.allow(['sqs:SendMessage'], this.deadLetterQueue.queueArn);
    new CfnEventInvokeConfig(this, 'Attempts', {
      functionName: notify.lambda.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: this.deadLetterQueue.queueArn } },
    });
    return notify;
  }

  #notifyOn(notify: OrderFunction, stateMachineArns: readonly string[]): void {
    const target = new LambdaTarget(notify.lambda, {
      // The event holds the input and output of the execution, which name people: no more goes on than what is read.
      event: RuleTargetInput.fromObject({
        id: EventField.eventId,
        detail: {
          name: EventField.fromPath('$.detail.name'),
          status: EventField.fromPath('$.detail.status'),
          stateMachineArn: EventField.fromPath('$.detail.stateMachineArn'),
          redriveCount: EventField.fromPath('$.detail.redriveCount'),
        },
      }),
      deadLetterQueue: this.deadLetterQueue,
      maxEventAge: Duration.hours(24),
      retryAttempts: 185,
    });
    new Rule(this, 'ExecutionEndedBadly', {
      description:
        'Executions of the workflows of orders that failed, timed out or were stopped, and what takes them up again.',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        // An order that goes well matches none of these, and costs no call.
        detail: {
          stateMachineArn: [...stateMachineArns],
          $or: [
            { status: BAD_ENDS.map(({ status }) => status) },
            { redriveCount: Match.greaterThan(0) },
            { name: Match.suffix(FRESH_SUFFIX) },
          ],
        },
      },
      targets: [target],
    });
  }

  /** One for both ends; who stops a bulk does so on its page, and its orders are told of there. */
  #bulkAlarm(config: StageConfig, stateMachineArn: string): void {
    watch(this, 'BulkFails', {
      config,
      metric: new MathExpression({
        expression: 'FILL(failed, 0) + FILL(timedOut, 0)',
        usingMetrics: {
          failed: sumOf('ExecutionsFailed', stateMachineArn),
          timedOut: sumOf('ExecutionsTimedOut', stateMachineArn),
        },
        label: 'failed or timed out',
        ...FIVE_MINUTES,
      }),
      above: 0,
      meaning: 'The workflow failed by which support acts on many orders at once',
      runbook: 'Many at once failed',
    });
  }

  #alarm(
    { metric, meaning }: (typeof BAD_ENDS)[number],
    config: StageConfig,
    stateMachineArn: string,
    what = '',
  ): Alarm {
    return watch(this, `${what}${metric}`, {
      config,
      metric: sumOf(metric, stateMachineArn),
      above: 0,
      meaning: what === '' ? meaning : `${meaning} that cancel orders`,
      runbook: what === '' ? 'Workflow failures' : 'A cancellation failed',
    });
  }
}
