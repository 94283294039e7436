import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import type { LogsContext } from '../context.ts';
import { invalid, missingStream } from '../groups.ts';

const groupName = z
  .string()
  .regex(/^[.\-_/#A-Za-z0-9]+$/)
  .max(512);
const groupInput = z.object({ logGroupName: groupName });
const streamInput = z.object({
  logGroupName: groupName,
  logStreamName: z
    .string()
    .regex(/^[^:*]*$/)
    .min(1)
    .max(512),
});

/** The operations that create groups and streams and write to them. */
export const createWriteOperations = ({ engine, groups, journal, access }: LogsContext) => ({
  CreateLogGroup: operation({
    input: groupInput,
    access: ({ logGroupName }) => access('CreateLogGroup', logGroupName),
    run: ({ logGroupName }) => {
      if (groups.has(logGroupName)) {
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
      }
      groups.upsert(logGroupName, engine.now(), null);
    },
  }),
  DeleteLogGroup: operation({
    input: groupInput,
    access: ({ logGroupName }) => access('DeleteLogGroup', logGroupName),
    run: ({ logGroupName }) => {
      groups.require(logGroupName);
      engine.store.transaction(() => {
        journal.removeGroup(logGroupName);
        groups.remove(logGroupName);
      });
    },
  }),
  CreateLogStream: operation({
    input: streamInput,
    access: ({ logGroupName, logStreamName }) => access('CreateLogStream', logGroupName, logStreamName),
    run: ({ logGroupName, logStreamName }) => {
      groups.require(logGroupName);
      groups.addStream(logGroupName, logStreamName, engine.now());
    },
  }),
  PutLogEvents: operation({
    input: streamInput.extend({
      logEvents: z
        .array(z.object({ timestamp: z.number().int(), message: z.string().min(1) }))
        .min(1)
        .max(10_000),
    }),
    access: ({ logGroupName, logStreamName }) => access('PutLogEvents', logGroupName, logStreamName),
    run: ({ logGroupName, logStreamName, logEvents }) => {
      groups.require(logGroupName);
      if (!groups.hasStream(logGroupName, logStreamName)) throw missingStream();
      if (logEvents.some(({ timestamp }, index) => timestamp < (logEvents[index - 1]?.timestamp ?? 0)))
        throw invalid('Log events in a single PutLogEvents request must be in chronological order.');
      journal.append(logGroupName, logStreamName, engine.now(), logEvents);
      return { nextSequenceToken: '0' };
    },
  }),
});
