import * as z from 'zod';
import { operation } from '../../../service.ts';
import type { LogsContext } from '../context.ts';
import { invalid } from '../groups.ts';

const page = { nextToken: z.string().nullish(), limit: z.number().int().min(1).max(50).nullish() };

/** The operations that list groups and streams. */
export const createDescribeOperations = ({ groups, arnOf, nameOf, access }: LogsContext) => ({
  DescribeLogGroups: operation({
    input: z.object({ ...page, logGroupNamePrefix: z.string().nullish(), logGroupNamePattern: z.string().nullish() }),
    access: () => access('DescribeLogGroups', '*'),
    run: (input) => {
      const pattern = input.logGroupNamePattern ?? '';
      const found = groups
        .list()
        .filter(({ name }) => name.startsWith(input.logGroupNamePrefix ?? '') && name.includes(pattern));
      const { items, nextToken } = cut(found, input);
      const logGroups = items.map(({ name, created, retention }) => ({
        logGroupName: name,
        creationTime: created,
        ...(retention !== null && { retentionInDays: retention }),
        metricFilterCount: 0,
        arn: `${arnOf(name)}:*`,
        logGroupArn: arnOf(name),
        logGroupClass: 'STANDARD',
      }));
      return { logGroups, ...(nextToken && { nextToken }) };
    },
  }),
  DescribeLogStreams: operation({
    input: z.object({
      ...page,
      logGroupName: z.string().nullish(),
      logGroupIdentifier: z.string().nullish(),
      logStreamNamePrefix: z.string().nullish(),
      orderBy: z.enum(['LogStreamName', 'LastEventTime']).nullish(),
      descending: z.boolean().nullish(),
    }),
    access: (input) => access('DescribeLogStreams', nameOf(input)),
    run: (input) => {
      const group = nameOf(input);
      groups.require(group);
      if (input.orderBy === 'LastEventTime' && input.logStreamNamePrefix)
        throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.');
      const streams = groups
        .streams(group, input.orderBy === 'LastEventTime' ? 'last' : 'name')
        .filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''));
      const { items, nextToken } = cut(input.descending ? streams.toReversed() : streams, input);
      const logStreams = items.map(({ name, created, first, last, ingested }) => ({
        logStreamName: name,
        creationTime: created,
        ...(first !== null && { firstEventTimestamp: first }),
        ...(last !== null && { lastEventTimestamp: last }),
        ...(ingested !== null && { lastIngestionTime: ingested }),
        arn: `${arnOf(group)}:log-stream:${name}`,
        storedBytes: 0,
      }));
      return { logStreams, ...(nextToken && { nextToken }) };
    },
  }),
});

interface Page {
  readonly nextToken?: string | null | undefined;
  readonly limit?: number | null | undefined;
}

/** One page of a list; the token is the number of items before it. */
const cut = <T>(all: readonly T[], { nextToken, limit }: Page): { items: readonly T[]; nextToken?: string } => {
  const from = Number(nextToken ?? 0) || 0;
  const to = from + (limit ?? 50);
  return { items: all.slice(from, to), ...(to < all.length && { nextToken: String(to) }) };
};
