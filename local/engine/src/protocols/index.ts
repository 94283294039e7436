import type { AwsService, HttpRequest } from '../service.ts';
import { json } from './json.ts';
import { modelledQuery } from './modelled-query.ts';
import type { Protocol } from './protocol.ts';
import { query } from './query.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';

const protocols: Readonly<Record<AwsService['protocol'], Protocol>> = {
  json,
  query,
  'rest-json': restJson,
  'rest-xml': restXml,
};

/** The protocol that a client speaks, as far as its request shows. It may not be the service's: SQS and SES had another
 * before, which old clients still speak; and a service that is not emulated can only be guessed at. */
export const spokenProtocol = (request: HttpRequest, service: AwsService | undefined): Protocol => {
  const { headers } = request;
  if (headers['x-amz-target'] !== undefined) return json;
  if (isQuery(request, service)) return service?.queryModel ? modelledQuery : query;
  if (service) return protocols[service.protocol];
  return headers['content-type']?.startsWith('application/xml') ? restXml : restJson;
};

/** Whether a service answers in a protocol. */
export const speaks = (service: AwsService, protocol: Protocol): boolean =>
  protocol === protocols[service.protocol] || (protocol === modelledQuery && service.queryModel !== undefined);

const isQuery = (
  { method, path, headers, query: parameters }: HttpRequest,
  service: AwsService | undefined,
): boolean => {
  // SQS's clients call the URL of a queue.
  if (path !== '/' && !service?.queryModel) return false;
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return (method === 'POST' && form) || parameters.has('Action');
};
