import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { invalidMembers } from '../../kit/constraint-fault.ts';
import { own } from '../../kit/own.ts';
import type { PolicyDocument } from '../../service.ts';
import { invalidAttributeName, invalidAttributeValue, unsupported } from './errors.ts';
import { readQueuePolicy } from './policy.ts';

/** A queue's attributes as they were set; what is not set has its default.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export type QueueAttributes = Readonly<Record<string, string>>;

/** What the attributes come to; times in milliseconds. */
export interface QueueSettings {
  readonly visibilityTimeoutMs: number;
  readonly retentionMs: number;
  readonly delayMs: number;
  readonly waitMs: number;
  readonly maximumMessageBytes: number;
  readonly redrive?: { readonly targetArn: string; readonly maxReceiveCount: number };
  readonly redriveAllow: RedriveAllow;
  readonly policy?: PolicyDocument;
}

/** Which queues may name this one as their DLQ. */
interface RedriveAllow {
  readonly permission: 'allowAll' | 'denyAll' | 'byQueue';
  readonly sourceArns: readonly string[];
}

/** The size limit of a message and of a batch, 1 MiB.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const MAXIMUM_MESSAGE_BYTES = 1_048_576;

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  VisibilityTimeout: [0, 43_200],
  MessageRetentionPeriod: [60, 1_209_600],
  DelaySeconds: [0, 900],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  MaximumMessageSize: [1024, MAXIMUM_MESSAGE_BYTES],
  KmsDataKeyReusePeriodSeconds: [60, 86_400],
};

/** The defaults of a new queue. */
export const defaultAttributes: QueueAttributes = {
  VisibilityTimeout: '30',
  MaximumMessageSize: String(MAXIMUM_MESSAGE_BYTES),
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
};

const FIFO_ATTRIBUTES = ['FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'];
const REMOVABLE = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId'];

const redrivePolicy = z.looseObject({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
});
const redriveAllowPolicy = z.looseObject({
  redrivePermission: z.enum(['allowAll', 'denyAll', 'byQueue']),
  sourceQueueArns: z.array(z.string()).max(10).default([]),
});

/** Lays changes over attributes; an empty Policy, RedrivePolicy, RedriveAllowPolicy or KmsMasterKeyId removes it. Throws
 * InvalidAttributeName, InvalidAttributeValue, or UnsupportedOperation for FIFO. */
export const changeAttributes = (current: QueueAttributes, changes: QueueAttributes): QueueAttributes => {
  const next: Record<string, string> = { ...current };
  for (const [name, value] of Object.entries(changes)) {
    if (FIFO_ATTRIBUTES.includes(name)) throw unsupported(`FIFO queues are not emulated: ${name} cannot be set`);
    if (REMOVABLE.includes(name) && value === '') delete next[name];
    else next[name] = checkAttribute(name, value);
  }
  if (changes.KmsMasterKeyId) next.SqsManagedSseEnabled = 'false';
  return next;
};

const checkAttribute = (name: string, value: string): string => {
  const range = own(ranges, name);
  if (range) {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= range[0] && number <= range[1])) throw invalidAttributeValue(name);
  } else if (name === 'SqsManagedSseEnabled') {
    if (value !== 'true' && value !== 'false') throw invalidAttributeValue(name);
  } else if (!REMOVABLE.includes(name)) {
    throw invalidAttributeName(name);
  }
  return value;
};

/** Reads attributes into settings; throws InvalidAttributeValue where a policy in them is malformed. */
export const settingsOf = (attributes: QueueAttributes): QueueSettings => {
  const number = (name: string): number => Number(own(attributes, name) ?? own(defaultAttributes, name));
  const redrive = parse(attributes, 'RedrivePolicy', (json) => redrivePolicy.parse(JSON.parse(json)));
  const allow = parse(attributes, 'RedriveAllowPolicy', (json) => redriveAllowPolicy.parse(JSON.parse(json)));
  const policy = parse(attributes, 'Policy', readQueuePolicy);
  return {
    visibilityTimeoutMs: number('VisibilityTimeout') * 1000,
    retentionMs: number('MessageRetentionPeriod') * 1000,
    delayMs: number('DelaySeconds') * 1000,
    waitMs: number('ReceiveMessageWaitTimeSeconds') * 1000,
    maximumMessageBytes: number('MaximumMessageSize'),
    ...(redrive && { redrive: { targetArn: redrive.deadLetterTargetArn, maxReceiveCount: redrive.maxReceiveCount } }),
    redriveAllow: { permission: allow?.redrivePermission ?? 'allowAll', sourceArns: allow?.sourceQueueArns ?? [] },
    ...(policy && { policy }),
  };
};

const parse = <T>(attributes: QueueAttributes, name: string, read: (json: string) => T): T | undefined => {
  const json = own(attributes, name);
  if (json === undefined) return undefined;
  try {
    return read(json);
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw invalidAttributeValue(name, reasonOf(error));
  }
};

const reasonOf = (error: unknown): string => {
  if (error instanceof SyntaxError) return 'It is not a valid JSON map.';
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : '';
  return invalidMembers(error) ?? 'It is not a valid JSON map.';
};
