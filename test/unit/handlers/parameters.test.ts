import { describe, expect, it } from 'vitest';
import { problemSchema } from '../../../lambdas/core/contract/api.ts';
import { json } from '../../../lambdas/handlers/http/answers.ts';
import { apiHandler } from '../../../lambdas/handlers/http/api-handler.ts';
import { aContext, anApiEvent, memoryLogger, type RequestOptions } from '../../helpers/factories.ts';

const call = async (options: RequestOptions, multi?: Record<string, string[]>) => {
  const handler = apiHandler(memoryLogger(), {
    'GET /orders': { respond: async ({ pathParameters }) => json(200, { pathParameters }), query: ['cursor', 'day'] },
    'GET /products': { respond: async () => json(200, {}) },
  });
  const event = { ...anApiEvent(options), ...(multi && { multiValueQueryStringParameters: multi }) };
  const { statusCode, body } = await handler(event, aContext());
  return { status: statusCode, body: JSON.parse(body) };
};

describe('the query', () => {
  it('may hold what the call knows', async () => {
    expect(await call({ query: { cursor: 'x', day: 'y' } }, { cursor: ['x'], day: ['y'] })).toMatchObject({
      status: 200,
    });
  });

  it.each([
    ['another name', { emial: 'x' }],
    ['a name of another case', { Cursor: 'x' }],
    ['an inherited name', { constructor: 'x' }],
    ['an empty value', { other: '' }],
  ])('with %s is 400, which names it and what there is', async (_, query) => {
    const { status, body } = await call({ query: { cursor: 'x', ...query } });
    expect(status).toBe(400);
    expect(problemSchema.parse(body)).toMatchObject({
      code: 'invalid-parameters',
      detail: 'This call takes: cursor, day.',
      errors: [{ path: Object.keys(query)[0], message: 'This call has no such parameter' }],
    });
  });

  it('of a call that takes none may hold none', async () => {
    const answer = await call({ route: 'GET /products', query: { cursor: 'x' } });
    expect(answer).toMatchObject({ status: 400, body: { detail: 'This call takes no parameters.' } });
  });

  it('may hold each once', async () => {
    const answer = await call({ query: { day: 'b' } }, { day: ['a', 'b'] });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'day', message: 'Given more than once' }] } });
  });

  it('gets a short answer, however hostile it is', async () => {
    const query = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}${'x'.repeat(500)}`, '']));
    const { body } = await call({ query });
    expect(body.errors).toHaveLength(20);
    expect(JSON.stringify(body).length).toBeLessThan(3_000);
  });
});

describe('a path', () => {
  it.each([
    ['FM0H%2D1VHB%2D0000%2D0000', 'FM0H-1VHB-0000-0000'],
    ['%20FM0H%201VHB', ' FM0H 1VHB'],
    ['%C3%BC%2F', 'ü/'],
    ['plain', 'plain'],
  ])('%s is read as %j', async (orderId, read) => {
    expect(await call({ orderId })).toMatchObject({ status: 200, body: { pathParameters: { orderId: read } } });
  });

  it.each(['%', '%Z', '%ZZ', '%C3', '%ff', 'a%2'])('with the bad escape %s is 404', async (orderId) => {
    const { status, body } = await call({ orderId });
    expect([status, problemSchema.parse(body).code]).toEqual([404, 'not-found']);
  });
});
