import * as z from 'zod';
import { operation } from '../../../service.ts';
import type { LogsContext } from '../context.ts';
import { compileFilterPattern } from '../filter-pattern.ts';
import { invalid, missingStream } from '../groups.ts';
import type { LogEvent, LogPosition } from '../journal.ts';

const MAX_EVENTS = 10_000;
const PAGE_SIZE = 1000;

const groupOf = { logGroupName: z.string().nullish(), logGroupIdentifier: z.string().nullish() };
const filterInput = z.object({
  ...groupOf,
  logStreamNames: z.array(z.string()).nullish(),
  logStreamNamePrefix: z.string().nullish(),
  startTime: z.number().nullish(),
  endTime: z.number().nullish(),
  filterPattern: z.string().nullish(),
  nextToken: z.string().nullish(),
  limit: z.number().int().min(1).max(MAX_EVENTS).nullish(),
});
const getInput = z.object({
  ...groupOf,
  logStreamName: z.string(),
  startTime: z.number().nullish(),
  endTime: z.number().nullish(),
  nextToken: z.string().nullish(),
  limit: z.number().int().min(1).max(MAX_EVENTS).nullish(),
  startFromHead: z.boolean().nullish(),
});

/** The operations that read log events. */
export const createReadOperations = ({ journal, groups, nameOf, access }: LogsContext) => {
  const FilterLogEvents = operation({
    input: filterInput,
    access: (input) => access('FilterLogEvents', nameOf(input)),
    run: (input) => {
      const group = nameOf(input);
      groups.require(group);
      if (input.logStreamNames && input.logStreamNamePrefix)
        throw invalid('You can specify logStreamNames or logStreamNamePrefix, not both.');
      if (input.logStreamNames?.some((name) => !groups.hasStream(group, name))) throw missingStream();
      const matches = compileFilterPattern(input.filterPattern ?? '');
      const streams = input.logStreamNames && new Set(input.logStreamNames);
      const prefix = input.logStreamNamePrefix ?? '';
      const limit = input.limit ?? MAX_EVENTS;
      const events: LogEvent[] = [];
      let beyond = input.nextToken ? readToken(input.nextToken) : undefined;
      for (;;) {
        const page = journal.read({
          group,
          from: input.startTime ?? 0,
          to: (input.endTime ?? Number.MAX_SAFE_INTEGER - 1) + 1,
          beyond,
          limit: PAGE_SIZE,
        });
        for (const event of page) {
          beyond = event;
          const wanted = (!streams || streams.has(event.stream)) && event.stream.startsWith(prefix);
          if (wanted && matches(event.message)) events.push(event);
          if (events.length === limit) return { events: events.map(filtered), nextToken: token(event) };
        }
        if (page.length < PAGE_SIZE) return { events: events.map(filtered), searchedLogStreams: [] };
      }
    },
  });
  const GetLogEvents = operation({
    input: getInput,
    access: (input) => access('GetLogEvents', nameOf(input), input.logStreamName),
    run: (input) => {
      const group = nameOf(input);
      groups.require(group);
      if (!groups.hasStream(group, input.logStreamName)) throw missingStream();
      const newestFirst = input.nextToken ? input.nextToken.startsWith('b/') : !input.startFromHead;
      const found = journal.read({
        group,
        stream: input.logStreamName,
        from: input.startTime ?? 0,
        to: input.endTime ?? Number.MAX_SAFE_INTEGER,
        beyond: input.nextToken ? readToken(input.nextToken.slice(2)) : undefined,
        newestFirst,
        limit: input.limit ?? MAX_EVENTS,
      });
      const events = newestFirst ? found.toReversed() : found;
      // Past either end the service answers with the token it was given.
      const edge = input.nextToken?.slice(2) ?? '0/0';
      const [first, last] = [events.at(0), events.at(-1)];
      return {
        events: events.map(({ timestamp, ingested, message }) => ({ timestamp, message, ingestionTime: ingested })),
        nextForwardToken: `f/${last ? token(last) : edge}`,
        nextBackwardToken: `b/${first ? token(first) : edge}`,
      };
    },
  });
  return { FilterLogEvents, GetLogEvents };
};

const filtered = ({ id, stream, timestamp, ingested, message }: LogEvent) => ({
  logStreamName: stream,
  timestamp,
  message,
  ingestionTime: ingested,
  eventId: String(id).padStart(56, '0'),
});

const token = ({ timestamp, id }: LogPosition): string => `${timestamp}/${id}`;

const readToken = (text: string): LogPosition => {
  const [timestamp, id] = text.split('/').map(Number);
  if (!Number.isSafeInteger(timestamp) || !Number.isSafeInteger(id)) {
    throw invalid('The specified nextToken is invalid.');
  }
  return { timestamp: timestamp ?? 0, id: id ?? 0 };
};
