import * as z from 'zod';
import type { HttpResponse } from '../../service.ts';
import type { Exchange } from './exchange.ts';
import { GatewayFault } from './gateway-fault.ts';
import { isBinaryType } from './proxy-event.ts';
import { isHeader } from './response-headers.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const returned = z.strictObject({
  statusCode: z.coerce.number().int().min(200).max(599).default(200),
  headers: z.record(z.string(), scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Headers that API Gateway sets itself, whatever a function returns. */
const OWNED: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/** Reads what a function returned. Throws GatewayFault (502) where it is no proxy response.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export const proxyResponse = (exchange: Exchange, payload: string): HttpResponse => {
  const parsed = returned.safeParse(parseJson(payload));
  if (!parsed.success) throw malformed(exchange, z.prettifyError(parsed.error));
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const sent: Record<string, string | string[]> = {
    'content-type': 'application/json',
    'x-amzn-requestid': exchange.requestId,
    'x-amz-apigw-id': exchange.extendedRequestId,
    'x-amzn-trace-id': exchange.traceId,
  };
  for (const [name, value] of [...Object.entries(headers ?? {}), ...Object.entries(multiValueHeaders ?? {})]) {
    const lower = name.toLowerCase();
    if (OWNED.has(lower)) continue;
    if (![value].flat().every((line) => isHeader(lower, line)))
      throw malformed(exchange, `header ${lower} cannot be sent`);
    sent[lower] = value;
  }
  const decode =
    isBase64Encoded === true && isBinaryType(exchange.api.binaryMediaTypes, exchange.request.headers.accept);
  return { status: statusCode, headers: sent, body: decode ? Buffer.from(body ?? '', 'base64') : (body ?? '') };
};

const parseJson = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
};

const malformed = ({ engine, api }: Exchange, reason: string): GatewayFault => {
  engine.log('apigateway', `${api.name}: malformed Lambda proxy response: ${reason}`);
  return new GatewayFault('DEFAULT_5XX', { status: 502 });
};
