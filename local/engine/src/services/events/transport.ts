import { AwsError, EngineError } from '../../aws-error.ts';
import { queueUrlOf } from '../../kit/queue-url.ts';
import type { Caller, Engine } from '../../service.ts';
import type { BusEvent } from './event.ts';
import { inputOf } from './input.ts';
import type { Rule, Target } from './rules.ts';

/** Why and how often a delivery failed, as its dead letter says. */
export interface Failure {
  readonly error: unknown;
  readonly attempts: number;
  /** Which limit of the retry policy was reached; absent where the error is not retried. */
  readonly exhausted?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' | undefined;
}

/** Takes events to targets as the service itself: the target's own policy decides. */
export const createTransport = (engine: Engine) => {
  const asService = ({ arn }: Rule): Caller => ({
    kind: 'service',
    arn,
    principal: 'events.amazonaws.com',
    sourceArn: arn,
  });
  return {
    /** Throws what the target answered. */
    deliver: async (event: BusEvent, rule: Rule, target: Target): Promise<void> => {
      const input = inputOf(event, rule, target);
      switch (targetService(target.arn)) {
        case 'lambda':
          await engine.call(asService(rule), 'lambda', 'Invoke', {
            FunctionName: target.arn,
            InvocationType: 'Event',
            Payload: input,
          });
          return;
        case 'sqs':
          await engine.call(asService(rule), 'sqs', 'SendMessage', {
            QueueUrl: queueUrlOf(engine, target.arn),
            MessageBody: input,
          });
          return;
        default:
          await engine.call(asService(rule), 'sns', 'Publish', { TopicArn: target.arn, Message: input });
      }
    },
    /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
    bury: async (
      event: BusEvent,
      { rule, target }: { readonly rule: Rule; readonly target: Target },
      deadLetterArn: string,
      failure: Failure,
    ): Promise<void> => {
      const { error, attempts, exhausted } = failure;
      const texts = {
        RULE_ARN: rule.arn,
        TARGET_ARN: target.arn,
        ERROR_CODE: errorCode(error),
        ERROR_MESSAGE: error instanceof Error ? error.message : String(error),
        RETRY_ATTEMPTS: String(attempts),
        ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
      };
      await engine.call(asService(rule), 'sqs', 'SendMessage', {
        QueueUrl: queueUrlOf(engine, deadLetterArn),
        MessageBody: JSON.stringify(event),
        MessageAttributes: Object.fromEntries(
          Object.entries(texts).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
        ),
      });
    },
  };
};

export type Transport = ReturnType<typeof createTransport>;

/** The service of a target. Throws EngineError for one that is not emulated. */
export const targetService = (arn: string): 'lambda' | 'sqs' | 'sns' => {
  const service = arn.split(':')[2];
  if (service === 'lambda' || service === 'sqs' || service === 'sns') return service;
  throw new EngineError(`target ${arn}: only Lambda functions, queues and topics are emulated`);
};

const errorCode = (error: unknown): string => {
  if (!(error instanceof AwsError)) return 'INTERNAL_ERROR';
  if (/AccessDenied|AuthorizationError/.test(error.code)) return 'NO_PERMISSIONS';
  if (/NotFound|NonExistent|DoesNotExist/.test(error.code)) return 'NO_RESOURCE';
  return /throttl|TooManyRequests/i.test(error.code) ? 'THROTTLING' : 'SDK_CLIENT_ERROR';
};
