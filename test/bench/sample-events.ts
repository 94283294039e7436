import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { signInAs } from '../../local/sign-in-as.ts';
import type { EngineProcess } from './engine-process.ts';
import { createHttpClient } from './http-client.ts';

/** The environment of every function, against the running engine, with the operator's credentials. */
export const clientSettings = ({ running }: EngineProcess): Record<string, string> => {
  const { outputs } = running;
  const output = (name: string): string => outputs[name] ?? '';
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: running.awsOrigin.replace('localhost', '127.0.0.1'),
    ORDER_QUEUE_URL: output('OrderQueueUrl'),
    ORDERS_TABLE: output('OrdersTableName'),
    CONFIRMATIONS_TABLE: output('ConfirmationsTableName'),
    PRODUCTS_TABLE: output('ProductsTableName'),
    STATE_MACHINE_ARN: output('StateMachineArn'),
    ORDER_EVENTS_TOPIC_ARN: output('OrderEventsTopicArn'),
    ORDERS_BY_CUSTOMER_INDEX: 'byCustomer',
    SENDER_ADDRESS: 'shop@example.com',
    CONFIGURATION_SET: output('ConfigurationSetName'),
    SITE_URL: `${running.siteOrigin}/`,
    // Any that let the sample pass: how long a function takes does not depend on them.
    DELIVERY_COUNTRIES: 'DE',
    REVIEW_ABOVE_CENTS: '1000000',
    CANCELLATION_MINUTES: '60',
    SHOP_SETTINGS: JSON.stringify({
      locale: 'en-GB',
      timeZone: 'Europe/Berlin',
      contact: 'help@example.com',
      legalLines: [],
    }),
  };
};

/** One event a function, as its caller would send it, about an order that exists. */
export const sampleEvents = async (engine: EngineProcess): Promise<Record<string, unknown>> => {
  const { running } = engine;
  const token = await signInAs(running, 'shopper@example.com');
  const http = createHttpClient(1);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const orders = `${running.outputs.ApiUrl}orders`;
  const request = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };
  const { orderId } = JSON.parse((await http.send('POST', orders, headers, JSON.stringify(request))).body) as {
    orderId: string;
  };
  const record = await processedRecord(() => http.send('GET', `${orders}/${orderId}`, headers));
  http.close();
  const claims = Object.fromEntries(Object.entries(decodeJwt(token)).map(([name, value]) => [name, String(value)]));
  const api = (route: string, more: Record<string, unknown> = {}) => ({
    httpMethod: route.split(' ')[0],
    resource: route.split(' ')[1],
    headers: { 'content-type': 'application/json' },
    queryStringParameters: null,
    pathParameters: null,
    isBase64Encoded: false,
    body: null,
    requestContext: { requestId: randomUUID(), authorizer: { claims } },
    ...more,
  });
  const { items, totalCents, currency, status, processedAt, ...rest } = record;
  const order = { ...rest, items: items.map(({ product, quantity }) => ({ product, quantity })) };
  return {
    'submit-order': api('POST /orders', { body: JSON.stringify(request) }),
    'get-order': api('GET /orders/{orderId}', { pathParameters: { orderId } }),
    'list-orders': api('GET /orders'),
    'list-products': api('GET /products'),
    'process-order': [{ messageId: randomUUID(), body: JSON.stringify(order), attributes: {}, eventSource: 'aws:sqs' }],
    'validate-order': order,
    'persist-order': { status: 'Processed', order: { ...order, items, totalCents, currency } },
    // Support's wish to send it again, of a time to come: a mail goes out at each call.
    'send-email': {
      Records: [
        {
          messageId: randomUUID(),
          body: JSON.stringify({ eventType: 'OrderProcessed', orderId, resendRequestedAt: '2999-01-01T00:00:00Z' }),
        },
      ],
    },
    'note-mail-outcome': {
      Records: [
        {
          messageId: randomUUID(),
          body: JSON.stringify({
            ...{ event: 'Email Delivered', orderId, occasion: 'OrderProcessed', messageId: 'of-nobody' },
            ...{ at: '2025-11-03T12:47:46Z', mailedAt: '2025-11-03T12:47:45Z' },
          }),
        },
      ],
    },
    'publish-confirmation': { ...order, items, totalCents, currency, status, processedAt },
  };
};

interface Line {
  readonly product: string;
  readonly quantity: number;
}
type Processed = Record<string, unknown> & { readonly items: readonly Line[] };

const processedRecord = async (read: () => Promise<{ body: string }>): Promise<Processed> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const record = JSON.parse((await read()).body) as Processed;
    if (record.status === 'Processed') return record;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error('the sample order was not processed');
};
