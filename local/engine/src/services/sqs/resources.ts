import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { flag } from '../../kit/properties.ts';
import { resourceType } from '../../service.ts';
import { changeAttributes, type QueueAttributes } from './attributes.ts';
import type { Sqs } from './context.ts';
import { removeQueue } from './operations/queues.ts';
import { nameInUrl, type Queue } from './queues.ts';

const number = z.coerce.number().optional();
const json = z.record(z.string(), z.unknown()).optional();

const queueProperties = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: number,
  MessageRetentionPeriod: number,
  DelaySeconds: number,
  ReceiveMessageWaitTimeSeconds: number,
  MaximumMessageSize: number,
  RedrivePolicy: json,
  RedriveAllowPolicy: json,
  KmsMasterKeyId: z.string().optional(),
  KmsDataKeyReusePeriodSeconds: number,
  SqsManagedSseEnabled: flag.optional(),
  FifoQueue: flag.optional(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
});

/** Provisioning applies the template's attributes to a queue and leaves its messages, and its policy, alone. */
export const sqsResourceTypes = (sqs: Sqs) => ({
  'AWS::SQS::Queue': resourceType({
    properties: queueProperties,
    provision: ({ QueueName, FifoQueue, Tags, ...rest }, resource) => {
      const name = QueueName ?? resource.generatedName(80);
      if (FifoQueue || name.endsWith('.fifo')) throw new EngineError(`${name}: FIFO queues are not emulated`);
      const tags = Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key, Value]));
      const queue = upsert(sqs, name, toAttributes(rest), tags);
      return {
        ref: sqs.queues.url(queue),
        attributes: { Arn: queue.arn, QueueName: queue.name, QueueUrl: sqs.queues.url(queue) },
      };
    },
    remove: (ref) => {
      const queue = sqs.queues.find(nameInUrl(ref));
      if (queue) removeQueue(sqs, queue);
    },
  }),
  'AWS::SQS::QueuePolicy': resourceType({
    properties: z.strictObject({ PolicyDocument: z.record(z.string(), z.unknown()), Queues: z.array(z.string()) }),
    provision: ({ PolicyDocument, Queues }, resource) => {
      const policyOwner = resource.generatedName();
      const names = Queues.map(nameInUrl);
      for (const queue of ownedBy(sqs, policyOwner)) if (!names.includes(queue.name)) releasePolicy(sqs, queue);
      for (const url of Queues) {
        const queue = { ...sqs.queues.byUrl(url), policyOwner };
        sqs.queues.change(queue, { Policy: JSON.stringify(PolicyDocument) });
      }
      return { ref: policyOwner, attributes: { Id: policyOwner } };
    },
    remove: (ref) => {
      for (const queue of ownedBy(sqs, ref)) releasePolicy(sqs, queue);
    },
  }),
});

const ownedBy = ({ queues }: Sqs, owner: string): readonly Queue[] =>
  queues.list().filter(({ policyOwner }) => policyOwner === owner);
const releasePolicy = ({ queues }: Sqs, queue: Queue): void =>
  void queues.change({ ...queue, policyOwner: null }, { Policy: '' });

const toAttributes = (properties: Readonly<Record<string, unknown>>): QueueAttributes =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  );

/** Creates the queue, or makes its attributes what the template says; a policy comes from a resource of its own. */
const upsert = ({ queues }: Sqs, name: string, attributes: QueueAttributes, tags: Record<string, string>): Queue => {
  const existing = queues.find(name);
  if (!existing) return queues.create(name, attributes, tags);
  const { Policy } = existing.attributes;
  const wanted = changeAttributes(Policy === undefined ? {} : { Policy }, attributes);
  const same = JSON.stringify([wanted, tags]) === JSON.stringify([existing.attributes, existing.tags]);
  if (same) return existing;
  return queues.change({ ...existing, tags, attributes: Policy === undefined ? {} : { Policy } }, attributes);
};
