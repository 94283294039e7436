import * as z from 'zod';

const response = z.looseObject({ batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).nullish() });

/** The ids of the messages that a target reports as failed, from its answer (JSON): none where it says nothing of failures;
 * all where what it says cannot be understood, or names a message that it was not given.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html */
export const failedIds = (answer: string, given: ReadonlySet<string>): ReadonlySet<string> => {
  const value = parse(answer);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return new Set();
  const read = response.safeParse(value);
  if (!read.success) return given;
  const failed = new Set(read.data.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  return [...failed].every((id) => given.has(id)) ? failed : given;
};

const parse = (answer: string): unknown => {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
};
