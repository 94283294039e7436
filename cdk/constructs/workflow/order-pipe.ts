import { Aws, type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Construct } from 'constructs';
import type { OrderQueue } from '../orders/order-queue.ts';
import type { OrdersTable } from '../orders/orders-table.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import type { OrderWorkflow } from './order-workflow.ts';

/** Properties of {@link OrderPipe}. */
export interface OrderPipeProps extends FunctionSettings {
  readonly queue: OrderQueue;
  readonly orders: OrdersTable;
  readonly workflow: OrderWorkflow;
  /** How long process-order may take for one batch; the queue's visibility timeout is derived from the same value. */
  readonly processorTimeout: Duration;
}

/** The pipe that takes accepted orders off the queue to process-order, which starts their workflows. */
export class OrderPipe extends Construct {
  readonly pipeName: string;

  constructor(scope: Construct, id: string, props: OrderPipeProps) {
    super(scope, id);
    const { config, artifacts } = props;
    const processor = new OrderFunction(this, 'ProcessOrder', {
      config,
      artifacts,
      entry: 'process-order',
      description: 'Records each accepted order and starts its workflow.',
      timeout: props.processorTimeout,
      memorySizeMb: 512,
      // A pipe has no maximum concurrency of its own.
      reservedConcurrency: config.processorConcurrency,
    });
    props.orders.grantReceive(processor);
    props.workflow.grantRun(processor);

    const queueArn = props.queue.queue.queueArn;
    const targetArn = processor.lambda.functionArn;
    const pipe = new CfnPipe(this, 'Pipe', {
      description: 'Accepted orders to process-order.',
      roleArn: pipeRole(this, queueArn, targetArn).roleArn,
      source: queueArn,
      // No batching window: it would lengthen the visibility timeout and make low traffic wait up to 20 s.
      sourceParameters: { sqsQueueParameters: { batchSize: 10 } },
      target: targetArn,
      // Only a synchronous invocation lets the pipe see which messages failed.
      targetParameters: { lambdaFunctionParameters: { invocationType: 'REQUEST_RESPONSE' } },
      logConfiguration: {
        // includeExecutionData stays absent: the messages name people.
        level: 'ERROR',
        cloudwatchLogsLogDestination: { logGroupArn: pipeLogs(this, props).logGroupArn },
      },
    });
    this.pipeName = pipe.ref;
  }
}

/** Inline, because a pipe does not wait for a policy that is a resource of its own. */
const pipeRole = (scope: Construct, queueArn: string, targetArn: string): Role =>
  new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    inlinePolicies: {
      MoveOrders: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
            resources: [queueArn],
          }),
          new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [targetArn] }),
        ],
      }),
    },
  });

const pipeLogs = (scope: Construct, { config }: FunctionSettings): LogGroup =>
  new LogGroup(scope, 'Logs', {
    logGroupName: `/aws/vendedlogs/pipes/${Stack.of(scope).stackName}`,
    retention: config.logRetention,
    // Retained under a fixed name it would block the next first deployment.
    removalPolicy: RemovalPolicy.DESTROY,
  });
