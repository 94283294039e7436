import type { APIGatewayProxyResult } from 'aws-lambda';
import { mailableAddress } from '../../core/confirmation/mail-address.ts';
import { parseOrderRequest } from '../../core/contract/order-request.ts';
import type { createSubmitOrder, Submission } from '../../core/order/submit-order.ts';
import type { Logger } from '../../runtime/logger.ts';
import { json, problem, TRY_AGAIN_SOON } from './answers.ts';
import type { Respond } from './api-handler.ts';
import { callerOf } from './claims.ts';
import { badIdempotencyKey, isIdempotencyKey } from './idempotency-key.ts';
import { bodyBytesOf, headerOf, parseJson } from './request.ts';

const MAX_BODY_BYTES = 16 * 1024;

const answer = ({ outcome, ...accepted }: Submission, log: Logger): APIGatewayProxyResult => {
  const { orderId } = accepted;
  if (outcome.enqueued) {
    log.info('order accepted', { orderId });
    return json(202, accepted, { location: `/api/orders/${orderId}` });
  }
  log.error('order not surely enqueued', outcome.cause, { orderId });
  return problem(
    'outcome-unknown',
    'The order may or may not have been accepted. Try again with the same Idempotency-Key: it will be one order.',
    { orderId },
    TRY_AGAIN_SOON,
  );
};

const notDelivered = (countries: readonly string[]): APIGatewayProxyResult =>
  problem('invalid-request', 'The order is not valid.', {
    errors: [{ path: 'deliveryAddress.country', message: `We deliver to ${countries.join(', ')} alone` }],
  });

/** POST /api/orders: checks the request, then answers with what enqueuing it came to. */
export const respondToSubmitOrder =
  (submitOrder: ReturnType<typeof createSubmitOrder>, countries: readonly string[]): Respond =>
  async (event, log) => {
    const { customerId, verifiedEmail } = callerOf(event);
    if (verifiedEmail === undefined) {
      return problem('email-not-verified', 'Please verify your e-mail address first: the confirmation goes there.');
    }
    if (mailableAddress(verifiedEmail) === undefined) {
      return problem(
        'email-not-mailable',
        'The confirmation goes to your e-mail address, and no mail can be sent there.',
      );
    }
    const bytes = bodyBytesOf(event);
    if (bytes.byteLength > MAX_BODY_BYTES) return problem('too-large', 'A body may have at most 16 KB.');
    const idempotencyKey = headerOf(event, 'idempotency-key');
    if (idempotencyKey !== undefined && !isIdempotencyKey(idempotencyKey)) return badIdempotencyKey();
    const body = parseJson(bytes.toString('utf8'));
    if (body === undefined) {
      return problem('malformed-json', 'The body is not JSON.', { errors: [{ path: '', message: 'Not JSON' }] });
    }
    const parsed = parseOrderRequest(body);
    if (!parsed.valid) return problem('invalid-request', 'The order is not valid.', { errors: parsed.errors });
    const country = parsed.request.deliveryAddress?.country;
    if (country !== undefined && !countries.includes(country)) return notDelivered(countries);
    return answer(await submitOrder({ customerId, email: verifiedEmail }, parsed.request, idempotencyKey), log);
  };
