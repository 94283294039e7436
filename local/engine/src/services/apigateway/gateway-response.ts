import type { HttpResponse } from '../../service.ts';
import { contextOf, type Exchange } from './exchange.ts';
import { faultKinds, type GatewayFault } from './gateway-fault.ts';
import type { GatewayResponse } from './model.ts';
import { isHeader } from './response-headers.ts';

const untouched: GatewayResponse = { headers: {}, templates: {} };

/** The gateway's own answer to a request: as the template customises its type, else the default of its class, else as
 * API Gateway does. Templates know `$context` variables alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html */
export const gatewayResponse = (exchange: Exchange, fault: GatewayFault): HttpResponse => {
  const custom = customResponse(exchange, fault) ?? untouched;
  const context = {
    ...contextOf(exchange),
    error: {
      message: fault.message,
      messageString: JSON.stringify(fault.message),
      responseType: fault.type,
      validationErrorString: JSON.stringify(fault.validation).slice(1, -1),
    },
  };
  const [type, template] = chooseTemplate(custom.templates, exchange.request.headers.accept);
  const extra = Object.entries(custom.headers).flatMap(([name, expression]) => {
    const value = headerValue(expression, context, exchange);
    return value !== undefined && isHeader(name, value) ? [[name.toLowerCase(), value] as const] : [];
  });
  return {
    status: custom.status ?? fault.status,
    headers: {
      'content-type': type,
      'x-amzn-requestid': exchange.requestId,
      'x-amzn-errortype': faultKinds[fault.type].errorType,
      'x-amz-apigw-id': exchange.extendedRequestId,
      ...Object.fromEntries(extra),
    },
    body: substitute(template, context),
  };
};

const customResponse = ({ api }: Exchange, { type, status }: GatewayFault): GatewayResponse | undefined =>
  api.gatewayResponses.get(type) ?? api.gatewayResponses.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');

const chooseTemplate = (templates: GatewayResponse['templates'], accept = ''): readonly [string, string] => {
  const entries = Object.entries(templates);
  return (
    entries.find(([type]) => accept.includes(type)) ??
    entries.find(([type]) => type === 'application/json') ??
    entries[0] ?? ['application/json', '{"message":$context.error.messageString}']
  );
};

/** Puts the values of `$context.a.b` into a template. What is unknown becomes empty, as on AWS. `messageString` is a quoted
 * JSON string; `validationErrorString` is escaped but not quoted, so that a template writes the quotes itself. */
export const substitute = (template: string, context: Readonly<Record<string, unknown>>): string =>
  template.replace(VARIABLE, (_whole, plain?: string, braced?: string) => {
    const value = (plain ?? braced ?? '')
      .slice(1)
      .split('.')
      .reduce<unknown>((node, name) => (isRecord(node) && Object.hasOwn(node, name) ? node[name] : undefined), context);
    return value === undefined || value === null || isRecord(value) ? '' : String(value);
  });

const VARIABLE = /\$context((?:\.[A-Za-z][\w-]*)+)|\$\{context((?:\.[A-Za-z][\w-]*)+)\}/g;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The value of a header expression: `'text'`, `context.requestId` or `method.request.header.Origin`. */
const headerValue = (
  expression: string,
  context: Readonly<Record<string, unknown>>,
  { request }: Exchange,
): string | undefined => {
  const literal = /^'(.*)'$/s.exec(expression)?.[1];
  if (literal !== undefined) return literal;
  if (expression.startsWith('context.')) return substitute(`$${expression}`, context);
  const [, place, name = ''] = /^method\.request\.(header|querystring)\.(.+)$/.exec(expression) ?? [];
  if (place === 'header') return request.headers[name.toLowerCase()];
  return place === 'querystring' ? (request.query.get(name) ?? undefined) : undefined;
};
