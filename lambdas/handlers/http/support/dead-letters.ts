import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { createDeadLetters } from '../../../core/support/dead-letters.ts';
import type { Taken } from '../../../core/support/ports.ts';
import { json, noContent, problem } from '../answers.ts';
import type { Route, Routes } from '../api-handler.ts';
import { forSupport, mayAct, onlyForSupport, type RespondToSupport } from './guard.ts';
import type { Noted } from './noted.ts';

type DeadLetters = ReturnType<typeof createDeadLetters>;

/** A message's id has 36 characters; what a path says instead is not kept in full. */
const MAX_NOTED_ID = 100;

const noQueue = (): APIGatewayProxyResult => problem('queue-not-found', 'There is no dead-letter queue of this name.');

const notMovable = (): APIGatewayProxyResult =>
  problem(
    'not-movable',
    'SQS moves messages back only to a queue that they came from, and these came from a subscription or a rule. The runbook says how to send them again.',
  );

const queueOf = ({ pathParameters }: APIGatewayProxyEvent): string => pathParameters?.queue ?? '';

const noMessage = (): APIGatewayProxyResult =>
  problem('message-not-found', 'It is gone, or lies behind more messages than are looked through. Look again.');

/** Puts the queue into the audit line, where there is one of the name that the client wrote. */
const ofQueue =
  (deadLetters: DeadLetters, respond: RespondToSupport): RespondToSupport =>
  async (event, note) => {
    const queue = queueOf(event);
    note({ queue: deadLetters.has(queue) ? queue : 'none' });
    return respond(event, note);
  };

const list =
  (deadLetters: DeadLetters): RespondToSupport =>
  async (event) => {
    const oldest = event.queryStringParameters?.oldest ?? 'false';
    if (oldest !== 'true' && oldest !== 'false') {
      const errors = [{ path: 'oldest', message: 'Must be true or false' }];
      return problem('invalid-parameters', 'The parameter is not valid.', { errors });
    }
    // It looks at messages, which raises their receive counts.
    if (oldest === 'true' && !mayAct(event)) return onlyForSupport();
    return json(200, await deadLetters.list(oldest === 'true'));
  };

const peek =
  (deadLetters: DeadLetters): RespondToSupport =>
  async (event, note) => {
    const peeked = await deadLetters.peek(queueOf(event));
    if (peeked === 'no-queue') return noQueue();
    note({ messages: peeked.messages.length });
    return json(200, peeked);
  };

/** What takes one message out of its queue: by which act, and what is told where it is done. */
interface Taking {
  action: 'discard-dead-letter' | 'redrive-dead-letter';
  take(queue: string, id: string): Promise<Taken | 'no-queue' | 'not-movable'>;
  /** In the audit line: under this name stands the id of what was taken. */
  word: 'discarded' | 'moved';
  answer(queue: string, id: string): APIGatewayProxyResult;
}

const takeOne =
  (deadLetters: DeadLetters, noted: Noted, { action, take, word, answer }: Taking): RespondToSupport =>
  async (event, note) => {
    const [queue, message] = [queueOf(event), event.pathParameters?.id ?? ''];
    if (!deadLetters.has(queue)) return noQueue();
    const details = { message: message.slice(0, MAX_NOTED_ID) };
    return noted(event, { subject: { queue }, action, details }, async () => {
      const taken = await take(queue, message);
      if (taken === 'no-queue') return noQueue();
      if (taken === 'not-movable') return notMovable();
      if (taken === 'not-found') return noMessage();
      // As the queue names what was taken, whatever the path says.
      note({ [word]: taken.id });
      return answer(queue, taken.id);
    });
  };

const discard = (deadLetters: DeadLetters, noted: Noted): RespondToSupport =>
  takeOne(deadLetters, noted, {
    action: 'discard-dead-letter',
    take: deadLetters.discard,
    word: 'discarded',
    answer: () => noContent(),
  });

const moveOne = (deadLetters: DeadLetters, noted: Noted): RespondToSupport =>
  takeOne(deadLetters, noted, {
    action: 'redrive-dead-letter',
    take: deadLetters.moveOne,
    word: 'moved',
    answer: (queue, id) => json(202, { queue, id }),
  });

const startMove =
  (deadLetters: DeadLetters, noted: Noted): RespondToSupport =>
  async (event) => {
    const queue = queueOf(event);
    if (!deadLetters.has(queue)) return noQueue();
    return noted(event, { subject: { queue }, action: 'redrive-dead-letters' }, async () => {
      const started = await deadLetters.startMove(queue);
      if (started === 'no-queue') return noQueue();
      if (started === 'not-movable') return notMovable();
      if (started === 'already-running') return problem('move-running', 'Wait until the move under way has ended.');
      return json(202, started);
    });
  };

const showMove =
  (deadLetters: DeadLetters): RespondToSupport =>
  async (event) => {
    const move = await deadLetters.move(queueOf(event));
    if (move === 'no-queue') return noQueue();
    return move === 'not-movable' ? notMovable() : json(200, move);
  };

/** Every call of /api/support/dead-letters, by its route. */
export const deadLetterRoutes = (deadLetters: DeadLetters, noted: Noted): Routes => {
  const base = '/support/dead-letters';
  const queue = (action: string, respond: RespondToSupport): Route => ({
    respond: forSupport(action, ofQueue(deadLetters, respond)),
  });
  return {
    [`GET ${base}`]: { respond: forSupport('list-dead-letters', list(deadLetters)), query: ['oldest'] },
    [`GET ${base}/{queue}/messages`]: queue('peek-dead-letters', peek(deadLetters)),
    [`DELETE ${base}/{queue}/messages/{id}`]: queue('discard-dead-letter', discard(deadLetters, noted)),
    [`POST ${base}/{queue}/messages/{id}/redrive`]: queue('redrive-dead-letter', moveOne(deadLetters, noted)),
    [`POST ${base}/{queue}/redrive`]: queue('redrive-dead-letters', startMove(deadLetters, noted)),
    [`GET ${base}/{queue}/redrive`]: queue('show-dead-letter-redrive', showMove(deadLetters)),
  };
};
