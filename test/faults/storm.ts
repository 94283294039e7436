import { AwsError, type Interceptor, type PassingCall, type RunningEngine } from 'local-aws';
import { createRandom } from '../fuzz/random.ts';

/** How often of 100 calls what happens to them, while a storm rages. */
export interface Storm {
  readonly seed: number;
  /** The call fails, and nothing is done. */
  readonly failing: number;
  /** It is done, and its answer is lost. */
  readonly lost: number;
  /** A message or an announcement is sent twice. */
  readonly doubled: number;
  /** A transaction meets another one on the same items. */
  readonly conflicting: number;
}

/** Errors that each service may give at any time, and that pass. */
const fault = ({ service }: PassingCall, message: string): AwsError =>
  service === 'lambda'
    ? new AwsError('ServiceException', message, 500)
    : new AwsError('InternalServerError', message, 500);

const conflict = (input: unknown): AwsError => {
  const { TransactItems } = input as { TransactItems: unknown[] };
  const CancellationReasons = TransactItems.map((_, index) => ({ Code: index === 1 ? 'TransactionConflict' : 'None' }));
  return new AwsError('TransactionCanceledException', 'injected', 400, { CancellationReasons });
};

const DOUBLED = new Set(['sqs:SendMessage', 'sns:Publish']);

/** Faults of all that functions, the workflow and the services between them call; the operator's calls, which are the test's, pass. */
export const stormOn = (storm: Storm, engine: () => Pick<RunningEngine, 'call'> | undefined): Interceptor => {
  const random = createRandom(storm.seed);
  const happens = (percent: number): boolean => random.chance(percent / 100);
  return (call) => {
    const { service, operation, input, caller } = call;
    if (caller.kind === 'operator' || service === 'logs') return;
    if (happens(storm.failing)) throw fault(call, 'injected: not done');
    if (operation === 'TransactWriteItems' && happens(storm.conflicting)) throw conflict(input);
    const isLost = happens(storm.lost);
    const isDoubled = DOUBLED.has(`${service}:${operation}`) && happens(storm.doubled);
    if (!isLost && !isDoubled) return;
    return async () => {
      if (isDoubled) await engine()?.call(service, operation, input);
      if (isLost) throw fault(call, 'injected: it happened, its answer is lost');
    };
  };
};
