import type { AwsService, HttpRequest } from '../service.ts';
import { json } from './json.ts';
import type { Protocol } from './protocol.ts';
import { query } from './query.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';

/** The protocols of AWS, by the names that services give. */
export const protocols: Readonly<Record<AwsService['protocol'], Protocol>> = {
  json,
  query,
  'rest-json': restJson,
  'rest-xml': restXml,
};

/** The protocol that a client speaks, as far as its request shows. It may not be the service's: SQS and SES had another
 * before, which old clients still speak; and a service that is not emulated can only be guessed at. */
export const spokenProtocol = (request: HttpRequest, service: AwsService | undefined): Protocol => {
  const { method, path, headers } = request;
  if (headers['x-amz-target'] !== undefined) return json;
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  if (path === '/' && ((method === 'POST' && form) || request.query.has('Action'))) return query;
  if (service) return protocols[service.protocol];
  return headers['content-type']?.startsWith('application/xml') ? restXml : restJson;
};
