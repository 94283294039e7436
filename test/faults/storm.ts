import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError, type Interceptor, type PassingCall, type RunningEngine } from 'local-aws';
import { createRandom } from '../fuzz/random.ts';

/** How often of 100 calls what happens to them, while a storm rages. */
export interface Storm {
  readonly seed: number;
  /** The call fails, and nothing is done. */
  readonly failing: number;
  /** It is done, and its answer is lost. */
  readonly lost: number;
  /** A message, an announcement, an event or an invocation comes twice. */
  readonly doubled: number;
  /** A transaction meets another one on the same items. */
  readonly conflicting: number;
  /** The call is refused because there are too many. */
  readonly throttled?: number;
  /** It is begun up to `SLOWEST_MS` later. */
  readonly slow?: number;
}

/** What SES took while a storm raged. */
export interface TakenMail {
  readonly orderId: string;
  readonly occasion: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Who sent it never learnt that. */
  readonly isAnswerLost: boolean;
}

const SLOWEST_MS = 1500;

/** Errors that each service may give at any time, and that pass. */
const fault = ({ service }: PassingCall, message: string): AwsError =>
  service === 'lambda'
    ? new AwsError('ServiceException', message, 500)
    : new AwsError('InternalServerError', message, 500);

/** How each service says that there are too many calls, as its API reference has it; `ThrottlingException` elsewhere. */
const THROTTLINGS: Readonly<Record<string, readonly [code: string, status: number]>> = {
  lambda: ['TooManyRequestsException', 429],
  ses: ['TooManyRequestsException', 429],
  sns: ['Throttled', 429],
  sqs: ['RequestThrottled', 400],
};

const throttling = ({ service }: PassingCall): AwsError => {
  const [code, status] = THROTTLINGS[service] ?? ['ThrottlingException', 400];
  return new AwsError(code, 'injected: too many', status);
};

const conflict = (input: unknown): AwsError => {
  const { TransactItems } = input as { TransactItems: unknown[] };
  const CancellationReasons = TransactItems.map((_, index) => ({ Code: index === 1 ? 'TransactionConflict' : 'None' }));
  return new AwsError('TransactionCanceledException', 'injected', 400, { CancellationReasons });
};

const DOUBLED = new Set(['sqs:SendMessage', 'sns:Publish', 'events:PutEvents', 'lambda:Invoke']);

/** Which mail a call of SendEmail is, by its tags. */
const mailOf = (input: unknown): Pick<TakenMail, 'orderId' | 'occasion'> => {
  const { EmailTags } = input as { EmailTags: readonly { Name: string; Value: string }[] };
  const { orderId = '', occasion = '' } = Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value]));
  return { orderId, occasion };
};

const isMailSent = ({ service, operation }: PassingCall): boolean => service === 'ses' && operation === 'SendEmail';

/** No faults: `onMail` is told of each mail that SES takes, as those are that a shop sends while it stands up again. */
export const watchMails =
  (onMail: (mail: TakenMail) => void): Interceptor =>
  async (call) =>
    isMailSent(call) ? async () => onMail({ ...mailOf(call.input), at: Date.now(), isAnswerLost: false }) : undefined;

/** Faults of all that functions, the workflow and the services between them call; the operator's calls, which are the test's, pass.
 * `onMail` is told of each mail that SES takes. */
export const stormOn = (
  storm: Storm,
  engine: () => Pick<RunningEngine, 'call'> | undefined,
  onMail?: (mail: TakenMail) => void,
): Interceptor => {
  const random = createRandom(storm.seed);
  const happens = (percent = 0): boolean => random.chance(percent / 100);
  return async (call) => {
    const { service, operation, input, caller } = call;
    if (caller.kind === 'operator' || service === 'logs') return;
    if (happens(storm.failing)) throw fault(call, 'injected: not done');
    if (happens(storm.throttled)) throw throttling(call);
    if (operation === 'TransactWriteItems' && happens(storm.conflicting)) throw conflict(input);
    const isLost = happens(storm.lost);
    const isDoubled = DOUBLED.has(`${service}:${operation}`) && happens(storm.doubled);
    const isMail = onMail !== undefined && isMailSent(call);
    if (happens(storm.slow)) await sleep(random.integer(SLOWEST_MS));
    if (!isLost && !isDoubled && !isMail) return;
    return async () => {
      if (isMail) onMail({ ...mailOf(input), at: Date.now(), isAnswerLost: isLost });
      if (isDoubled) await engine()?.call(service, operation, input);
      if (isLost) throw fault(call, 'injected: it happened, its answer is lost');
    };
  };
};
