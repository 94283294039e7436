import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import type { LogsContext } from '../context.ts';
import { missingStream } from '../groups.ts';

const groupInput = z.object({ logGroupName: z.string() });
const streamInput = z.object({ logGroupName: z.string(), logStreamName: z.string() });

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
      journal.append(logGroupName, logStreamName, engine.now(), logEvents);
      return { nextSequenceToken: '0' };
    },
  }),
});
