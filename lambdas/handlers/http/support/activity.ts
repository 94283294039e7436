import type { APIGatewayProxyResult } from 'aws-lambda';
import { type Action, type activityQuerySchema, noteRequestSchema } from '../../../core/contract/activity.ts';
import { parseOrderId } from '../../../core/order/order-id.ts';
import type { OrderStore } from '../../../core/order/ports.ts';
import type { ActivityHistory, ActivityLog, Subject } from '../../../core/support/activity.ts';
import { json, problem } from '../answers.ts';
import type { Respond, Routes } from '../api-handler.ts';
import { readBody } from '../read-body.ts';
import { forSupport } from './guard.ts';
import { actorOf, orderIdOf } from './noted.ts';

/** As many as a person reads; an order has a handful. */
const LIMIT = 100;

const noOrder = (): APIGatewayProxyResult => problem('order-not-found', 'There is no record of such an order.');

type Query = Partial<Record<keyof typeof activityQuerySchema.shape, string>>;

const subjectOf = ({ orderId, product, queue }: Query): Subject | undefined => {
  const order = orderId === undefined ? undefined : parseOrderId(orderId);
  const given = [order && { orderId: order }, product && { product }, queue && { queue }].filter((each) => !!each);
  return given.length === 1 ? given[0] : undefined;
};

/** GET /api/support/activity: what was done about one thing. */
const respondToActivity = (activity: ActivityHistory): Respond =>
  forSupport('show-activity', async ({ queryStringParameters }) => {
    const subject = subjectOf(queryStringParameters ?? {});
    if (subject === undefined) {
      const errors = [{ path: 'orderId', message: 'Name one order, product or queue, and nothing else' }];
      return problem('invalid-parameters', 'It is not clear whose acts are asked for.', { errors });
    }
    return json(200, await activity.newest(subject, LIMIT));
  });

const CLAIMS = { take: 'claim', release: 'release' } as const;

/** POST /api/support/orders/{orderId}/notes: what a person of support wants others to know, or that they take care of it. */
const respondToNote = (activity: Pick<ActivityLog, 'add'>, orders: Pick<OrderStore, 'get'>): Respond =>
  forSupport('note', async (event) => {
    const read = readBody(event, noteRequestSchema);
    if (!read.ok) return read.refusal;
    const orderId = orderIdOf(event);
    if (orderId === undefined || (await orders.get(orderId)) === undefined) return noOrder();
    const { text } = read.body;
    const action: Action = 'claim' in read.body ? CLAIMS[read.body.claim] : 'note';
    const act = { subject: { orderId }, action, ...(text !== undefined && { text }) };
    const entry = await activity.add({ ...act, ...actorOf(event) });
    return json(201, { orderId, entry });
  });

/** The calls about what support did. */
export const activityRoutes = (
  activity: ActivityHistory & Pick<ActivityLog, 'add'>,
  orders: Pick<OrderStore, 'get'>,
): Routes => ({
  'GET /support/activity': { respond: respondToActivity(activity), query: ['orderId', 'product', 'queue'] },
  'POST /support/orders/{orderId}/notes': { respond: respondToNote(activity, orders) },
});
