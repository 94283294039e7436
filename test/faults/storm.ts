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

/** One mail of one order. */
interface MailName {
  readonly orderId: string;
  readonly occasion: string;
}

/** What was seen of a mail: that somebody claimed it, SES took it, its sender began a try to note that, which failed, or that it was
 * noted, by its sender or by SES's own word. */
export interface MailSign extends MailName {
  readonly what: 'claimed' | 'taken' | 'noting' | 'not noted' | 'noted';
  /** Milliseconds since the epoch, of the machine's clock. */
  readonly at: number;
  /** It was done, and who did it never learnt that. */
  readonly isAnswerLost: boolean;
  /** Of a claim: when it ends, by the clock of who made it; in milliseconds since the epoch. */
  readonly until?: number;
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

/** What there is to see of each step of a mail: as it begins, where it fails, and once it is done. */
const STEPS = {
  claim: { done: 'claimed' },
  send: { done: 'taken' },
  note: { begun: 'noting', failed: 'not noted', done: 'noted' },
  find: { done: 'noted' },
} as const satisfies Record<string, { [at in 'begun' | 'failed' | 'done']?: MailSign['what'] }>;

/** Which mail a call of SendEmail is, by its tags. */
const taggedMail = (input: unknown): MailName => {
  const { EmailTags } = input as { EmailTags: readonly { Name: string; Value: string }[] };
  const { orderId = '', occasion = '' } = Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value]));
  return { orderId, occasion };
};

type Mail = Pick<MailSign, 'orderId' | 'occasion' | 'until'>;

/** Which step of which mail a call is, by what it writes into the table Confirmations. */
const stepOf = ({ service, operation, input }: PassingCall): [keyof typeof STEPS, Mail] | undefined => {
  if (service === 'ses' && operation === 'SendEmail') return ['send', taggedMail(input)];
  if (service !== 'dynamodb' || operation !== 'UpdateItem') return undefined;
  type Texts = Record<string, { S?: string }>;
  const update = input as { Key: Texts; UpdateExpression?: string; ExpressionAttributeValues?: Texts };
  const { Key, UpdateExpression = '', ExpressionAttributeValues: values } = update;
  const mail = { orderId: Key.orderId?.S ?? '', occasion: Key.occasion?.S ?? '' };
  if (UpdateExpression.startsWith('SET claimedUntil = :until'))
    return ['claim', { ...mail, until: Date.parse(values?.[':until']?.S ?? '') }];
  if (UpdateExpression.startsWith('SET sentAt = :sentAt')) return ['note', mail];
  return UpdateExpression.includes(' sentAt = :mailedAt') ? ['find', mail] : undefined;
};

/** Who is told what is seen of mails. */
type OnSign = (sign: MailSign) => void;

/** Tells of a call how it goes; undefined for one that is no step of a mail. */
const watched = (call: PassingCall, onSign: OnSign | undefined) => {
  const [step, mail] = (onSign && stepOf(call)) ?? [];
  if (step === undefined || mail === undefined) return undefined;
  const signs: { [at in 'begun' | 'failed' | 'done']?: MailSign['what'] } = STEPS[step];
  return (at: 'begun' | 'failed' | 'done', isAnswerLost = false): void => {
    const what = signs[at];
    if (what !== undefined) onSign?.({ ...mail, what, at: Date.now(), isAnswerLost });
  };
};

/** No faults: `onSign` is told what is seen of mails, which a shop sends also while it stands up again. */
export const watchMails =
  (onSign: OnSign): Interceptor =>
  (call) => {
    const tell = watched(call, onSign);
    tell?.('begun');
    return tell && (() => tell('done'));
  };

/** Faults of all that functions, the workflow and the services between them call; the operator's calls, which are the test's, pass.
 * `onSign` is told what is seen of mails. */
export const stormOn = (
  storm: Storm,
  engine: () => Pick<RunningEngine, 'call'> | undefined,
  onSign?: OnSign,
): Interceptor => {
  const random = createRandom(storm.seed);
  const happens = (percent = 0): boolean => random.chance(percent / 100);
  return async (call) => {
    const { service, operation, input, caller } = call;
    if (caller.kind === 'operator' || service === 'logs') return;
    const tell = watched(call, onSign);
    tell?.('begun');
    const refuse = (error: AwsError): never => {
      tell?.('failed');
      throw error;
    };
    if (happens(storm.failing)) refuse(fault(call, 'injected: not done'));
    if (happens(storm.throttled)) refuse(throttling(call));
    if (operation === 'TransactWriteItems' && happens(storm.conflicting)) throw conflict(input);
    const isLost = happens(storm.lost);
    const isDoubled = DOUBLED.has(`${service}:${operation}`) && happens(storm.doubled);
    if (happens(storm.slow)) await sleep(random.integer(SLOWEST_MS));
    if (!isLost && !isDoubled && !tell) return;
    return async () => {
      tell?.('done', isLost);
      if (isDoubled) await engine()?.call(service, operation, input);
      if (isLost) throw fault(call, 'injected: it happened, its answer is lost');
    };
  };
};
