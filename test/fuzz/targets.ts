import type { Running } from 'local-aws/client';
import { signInAs } from '../../local/sign-in-as.ts';
import { apiRequest } from './api-requests.ts';
import { awsRequest } from './aws-requests.ts';
import type { Campaign } from './campaign.ts';

/** A campaign that is to be told its seed and size. */
export type Target = Pick<Campaign, 'port' | 'make'>;

/** A third of what a token lasts; a campaign may take longer than one. */
const RENEW_EVERY_MS = 5 * 60_000;

const portOf = (origin: string): number => Number(new URL(origin).port);

/** The shop's API, with the tokens of a shopper and of support, and an order of the shopper's. */
export const apiTarget = async (running: Running): Promise<Target> => {
  const api = new URL(running.outputs.ApiUrl ?? `${running.siteOrigin}/api/`);
  const people = ['shopper@example.com', 'support@example.com'];
  const tokens = await Promise.all(people.map((email) => signInAs(running, email)));
  const renew = async (email: string, index: number): Promise<void> => {
    // Where that fails, the old one serves until the next time.
    const token = await signInAs(running, email).catch(() => undefined);
    if (token !== undefined) tokens[index] = token;
  };
  setInterval(() => void Promise.all(people.map(renew)), RENEW_EVERY_MS).unref();
  const answer = await fetch(`http://127.0.0.1:${api.port}${api.pathname}orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens[0]}`, 'content-type': 'application/json' },
    body: JSON.stringify({ customerName: 'John Doe', product: 'Laptop', quantity: 1 }),
  });
  const { orderId = '' } = (await answer.json()) as { orderId?: string };
  const target = { base: api.pathname, tokens, orderId };
  return { port: portOf(api.href), make: (random) => apiRequest(random, target) };
};

/** The endpoint of the AWS APIs. */
export const awsTarget = ({ awsOrigin, outputs }: Pick<Running, 'awsOrigin' | 'outputs'>): Target => {
  const target = { origin: awsOrigin, stateMachineArn: outputs.StateMachineArn ?? '' };
  return { port: portOf(awsOrigin), make: (random) => awsRequest(random, target) };
};
