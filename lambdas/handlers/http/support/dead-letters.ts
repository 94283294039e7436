import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { createDeadLetters } from '../../../core/support/dead-letters.ts';
import { json, noContent, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { forSupport, type RespondToSupport } from './guard.ts';

type DeadLetters = ReturnType<typeof createDeadLetters>;

const MAX_RECEIPT_LENGTH = 2_048;

const noQueue = (): APIGatewayProxyResult => problem('queue-not-found', 'There is no dead-letter queue of this name.');

const notMovable = (): APIGatewayProxyResult =>
  problem(
    'not-movable',
    'SQS moves messages back only to a queue that they came from, and these came from a subscription or a rule. The runbook says how to send them again.',
  );

const queueOf = ({ pathParameters }: APIGatewayProxyEvent): string => pathParameters?.queue ?? '';

/** Receipts are what SQS gave: visible ASCII of some hundred characters. */
const badReceipt = (): APIGatewayProxyResult => {
  const errors = [{ path: 'receipt', message: 'Not the receipt of a message just looked at' }];
  return problem('invalid-receipt', 'Look at the messages again, and discard with the receipt shown then.', { errors });
};

const list =
  (deadLetters: DeadLetters): RespondToSupport =>
  async ({ queryStringParameters }) =>
    json(200, await deadLetters.list(queryStringParameters?.oldest === 'true'));

const peek =
  (deadLetters: DeadLetters): RespondToSupport =>
  async (event, note) => {
    const peeked = await deadLetters.peek(queueOf(event));
    if (peeked === 'no-queue') return noQueue();
    note({ messages: peeked.messages.length });
    return json(200, peeked);
  };

const discard =
  (deadLetters: DeadLetters): RespondToSupport =>
  async (event, note) => {
    const receipt = event.queryStringParameters?.receipt ?? '';
    if (receipt === '' || receipt.length > MAX_RECEIPT_LENGTH) return badReceipt();
    note({ message: event.pathParameters?.id?.slice(0, 100) });
    const discarded = await deadLetters.discard(queueOf(event), receipt);
    if (discarded === 'no-queue') return noQueue();
    return discarded === 'bad-receipt' ? badReceipt() : noContent();
  };

const startMove =
  (deadLetters: DeadLetters): RespondToSupport =>
  async (event) => {
    const started = await deadLetters.startMove(queueOf(event));
    if (started === 'no-queue') return noQueue();
    if (started === 'not-movable') return notMovable();
    if (started === 'already-running') return problem('move-running', 'Wait until the move under way has ended.');
    return json(202, started);
  };

const showMove =
  (deadLetters: DeadLetters): RespondToSupport =>
  async (event) => {
    const move = await deadLetters.move(queueOf(event));
    if (move === 'no-queue') return noQueue();
    return move === 'not-movable' ? notMovable() : json(200, move);
  };

/** Every call of /api/support/dead-letters, by its route. */
export const respondToDeadLetters = (deadLetters: DeadLetters): Respond => {
  const base = '/support/dead-letters';
  const routes: Readonly<Record<string, Respond>> = {
    [`GET ${base}`]: forSupport('list-dead-letters', list(deadLetters)),
    [`GET ${base}/{queue}/messages`]: forSupport('peek-dead-letters', peek(deadLetters)),
    [`DELETE ${base}/{queue}/messages/{id}`]: forSupport('discard-dead-letter', discard(deadLetters)),
    [`POST ${base}/{queue}/redrive`]: forSupport('redrive-dead-letters', startMove(deadLetters)),
    [`GET ${base}/{queue}/redrive`]: forSupport('show-dead-letter-redrive', showMove(deadLetters)),
  };
  return async (event, log) => {
    const respond = routes[`${event.httpMethod} ${event.resource}`];
    if (!respond) throw new Error(`no handler for ${event.httpMethod} ${event.resource}`);
    return respond(event, log);
  };
};
