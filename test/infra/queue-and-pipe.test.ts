import { describe, expect, it } from 'vitest';
import { ofType, render, resourceNamed, synthesizedTemplate } from './synthesized.ts';

const template = synthesizedTemplate();
const queue = resourceNamed(template, 'AWS::SQS::Queue', 'OrderQueue').Properties;
const deadLetterQueue = resourceNamed(template, 'AWS::SQS::Queue', 'OrderQueueDeadLetterQueue').Properties;
const DAYS = 24 * 60 * 60;

describe('OrderQueue', () => {
  it('keeps orders 4 days, and dead letters longer', () => {
    expect(queue.MessageRetentionPeriod).toBe(4 * DAYS);
    expect(deadLetterQueue.MessageRetentionPeriod).toBe(14 * DAYS);
  });

  it('hides a message for at least six times as long as its processor may run', () => {
    const processor = resourceNamed(template, 'AWS::Lambda::Function', 'OrderPipeProcessOrderFunction').Properties;
    expect(queue.VisibilityTimeout).toBe(180);
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * processor.Timeout);
  });

  it('gives a message chances for as long as a backlog may take, then moves it to its dead-letter queue', () => {
    expect(render(queue.RedrivePolicy.deadLetterTargetArn)).toBe('OrderQueueDeadLetterQueue.Arn');
    // docs/scaling.md: ten minutes at prod's 1,000 orders a second are started after 33.
    expect(queue.RedrivePolicy.maxReceiveCount).toBe(20);
    expect(queue.RedrivePolicy.maxReceiveCount * queue.VisibilityTimeout).toBe(60 * 60);
    expect(deadLetterQueue.RedrivePolicy).toBeUndefined();
  });

  it('is the only queue whose dead letters that queue takes', () => {
    const { redrivePermission, sourceQueueArns } = deadLetterQueue.RedriveAllowPolicy;
    expect(redrivePermission).toBe('byQueue');
    expect(sourceQueueArns.map(render)).toEqual([
      `arn:AWS::Partition:sqs:AWS::Region:AWS::AccountId:${render(queue.QueueName)}`,
    ]);
  });

  it('has a name that no other deployment of the stack has', () => {
    expect(render(queue.QueueName)).toMatch(/^OrderProcessing-OrderQueue-.*AWS::StackId/);
  });

  it('alarms when there are dead letters, when they grow old, and when orders wait', () => {
    const own = ofType(template, 'AWS::CloudWatch::Alarm').filter(([name]) => name.startsWith('OrderQueue'));
    const alarms = own.map(([, { Properties }]) => [
      render(Properties.Dimensions[0].Value),
      Properties.MetricName,
      Properties.Threshold,
    ]);
    expect(alarms).toEqual([
      ['OrderQueueDeadLetterQueue.QueueName', 'ApproximateNumberOfMessagesVisible', 0],
      ['OrderQueueDeadLetterQueue.QueueName', 'ApproximateAgeOfOldestMessage', DAYS],
      ['OrderQueue.QueueName', 'ApproximateAgeOfOldestMessage', 5 * 60],
    ]);
  });
});

describe('OrderPipe', () => {
  const pipe = resourceNamed(template, 'AWS::Pipes::Pipe', 'OrderPipe').Properties;

  it('hands batches of ten from the queue to process-order and waits for its answer', () => {
    expect(render(pipe.Source)).toBe('OrderQueue.Arn');
    expect(render(pipe.Target)).toBe('OrderPipeProcessOrderFunction.Arn');
    expect(pipe.TargetParameters).toEqual({ LambdaFunctionParameters: { InvocationType: 'REQUEST_RESPONSE' } });
  });

  it('has no batching window and no input template, which would delay orders or hide the message ids', () => {
    expect(pipe.SourceParameters).toEqual({ SqsQueueParameters: { BatchSize: 10 } });
    expect(pipe.Enrichment).toBeUndefined();
    expect(pipe.TargetParameters.InputTemplate).toBeUndefined();
  });

  it('logs its errors without what the messages say', () => {
    expect(pipe.LogConfiguration.Level).toBe('ERROR');
    expect(pipe.LogConfiguration.IncludeExecutionData).toBeUndefined();
  });
});
