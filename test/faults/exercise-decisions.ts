import { until } from 'local-aws/testing';
import type { Question } from '../../lambdas/core/contract/question.ts';
import { LARGE_LINES } from '../helpers/large-order.ts';
import { type Account, type Shop, shopper, support } from '../helpers/shop.ts';

/** What the faults around questions are switched by. */
interface Switch {
  /** Asking fails after the question is on the record, so that it is asked again. */
  askingFails: boolean;
  /** Support's answers are noted and not told, so that whoever asks again tells them. */
  tellingFails: boolean;
}

const REASON = 'We deliver no more than three.';
const MOUSE = { product: 'Mouse', quantity: 1 };
/** Two are left. */
const FEWER = [{ product: 'Tablet', quantity: 3 }, MOUSE];
/** Uses everything that people's decisions take: both answers of a customer and of a reviewer, also such as are told by who asks again,
 * and cancellations by both, of questions and of a processed order. Ends at the first refusal. */
export const exerciseDecisions = async (shop: Shop, faults: Switch, refusals: readonly string[]): Promise<void> => {
  const call = async (account: Account, path: string, body: object) =>
    shop.send('POST', path, {
      token: await shop.token(account),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const order = async (items: readonly object[]): Promise<string> =>
    String((await shop.order({ customerName: 'John Doe', items })).body.orderId);
  const reaches = (orderId: string, ...statuses: string[]) =>
    until(
      `${orderId} is ${statuses}`,
      async () => refusals.length > 0 || statuses.includes(String((await shop.record(orderId))?.status)),
      30,
    );
  const asked = async (items: readonly object[]): Promise<[orderId: string, questionId: string | undefined]> => {
    const orderId = await order(items);
    await reaches(orderId, 'AwaitingCustomer', 'UnderReview');
    const question = (await shop.record(orderId))?.question as Question | undefined;
    return [orderId, question?.id];
  };
  const review = (orderId: string, questionId: string | undefined, decision: 'approve' | 'reject') =>
    call(support, `support/orders/${orderId}/review`, {
      ...{ questionId, decision },
      ...(decision === 'reject' && { reason: REASON }),
    });

  const [declined, declinedQuestion] = await asked(FEWER);
  await call(shopper, `orders/${declined}/answer`, { questionId: declinedQuestion, answer: 'decline' });
  await reaches(declined, 'Rejected');
  const [accepted, acceptedQuestion] = await asked(FEWER);
  await call(shopper, `orders/${accepted}/answer`, { questionId: acceptedQuestion, answer: 'accept' });
  await reaches(accepted, 'Processed');
  await call(shopper, `orders/${accepted}/cancel`, {});
  await reaches(accepted, 'Cancelled');
  const [byCustomer] = await asked(FEWER);
  await call(shopper, `orders/${byCustomer}/cancel`, {});
  await reaches(byCustomer, 'Cancelled');
  const [byShop] = await asked(LARGE_LINES);
  await call(support, `support/orders/${byShop}/cancel`, { reason: REASON });
  await reaches(byShop, 'Cancelled');

  faults.askingFails = true;
  faults.tellingFails = true;
  const [approved, approvedQuestion] = await asked(LARGE_LINES);
  const [rejected, rejectedQuestion] = await asked(LARGE_LINES);
  await review(approved, approvedQuestion, 'approve');
  await review(rejected, rejectedQuestion, 'reject');
  faults.askingFails = false;
  await reaches(approved, 'Processed');
  await reaches(rejected, 'Rejected');
  faults.tellingFails = false;
};
