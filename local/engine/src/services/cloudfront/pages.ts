import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pages } from '../../service.ts';
import type { Behaviour } from './model.ts';
import { applyHeadersPolicy } from './policies/headers-policy.ts';

/** Lets somebody else serve what a behaviour would serve from a bucket, under the headers of its policy. Gives whether that one
 * has answered; where not, the response is as it was. */
export const servePages = async (
  pages: Pages,
  behaviour: Behaviour,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> => {
  if (behaviour.origin.kind !== 'bucket') return false;
  const { headersPolicy } = behaviour;
  const headers = Object.entries(headersPolicy ? applyHeadersPolicy(headersPolicy, {}) : {});
  for (const [name, value] of headers) response.setHeader(name, value as string | string[]);
  return await new Promise((resolve, reject) => {
    response.once('close', () => resolve(true));
    pages.handle(request, response, (error) => {
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      if (error) reject(error);
      else resolve(false);
    });
  });
};
