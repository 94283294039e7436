import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Interceptor } from 'local-aws';
import * as z from 'zod';
import { createAnswerCheck, type SeenAnswer } from './answer-check.ts';
import { createEventCheck } from './event-check.ts';

const docs = resolve(import.meta.dirname, '../../../docs');

const read = (path: string): unknown => JSON.parse(readFileSync(join(docs, path), 'utf8'));

/** The document of the API, as it is published. */
export const publishedApi = (): unknown => read('api/openapi.json');

/** The schemas of the announcements, as they are published. */
const publishedEvents = (): unknown[] => readdirSync(join(docs, 'events')).map((file) => read(`events/${file}`));

const checkAnswer = createAnswerCheck(publishedApi());
const checkEvent = createEventCheck(publishedEvents());

const breaches: string[] = [];

/** What broke the contract since this was last asked. */
export const takeBreaches = (): string[] => breaches.splice(0);

const note = (breach: string | undefined): void => {
  if (breach !== undefined) breaches.push(breach);
};

/** Below this, the site's origin has its API; it is the API's stage, too. */
const STAGE = /^\/api(?=\/)/;

/** Holds an answer of the API against the contract; what breaks it fails the test that runs. */
export const holdAnswer = (url: string, seen: Omit<SeenAnswer, 'path'>): void => {
  const { pathname } = new URL(url);
  if (!STAGE.test(pathname)) return;
  note(checkAnswer({ ...seen, path: pathname.replace(STAGE, '') }));
};

const publishSchema = z.object({ TopicArn: z.string(), Message: z.string(), MessageStructure: z.literal('json') });

/** Holds what functions announce against the contract, on its way to the topic. */
export const holdEvents: Interceptor = ({ service, operation, input, caller }) => {
  if (service !== 'sns' || operation !== 'Publish' || caller.kind !== 'role') return;
  const publish = publishSchema.safeParse(input);
  if (publish.data?.TopicArn.includes('OrderEvents')) note(checkEvent(JSON.parse(publish.data.Message).default));
};
