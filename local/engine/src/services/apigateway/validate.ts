import { own } from '../../kit/own.ts';
import { AjvDraft04, type ValidateFunction } from './ajv.ts';
import type { Exchange } from './exchange.ts';
import { GatewayFault } from './gateway-fault.ts';
import type { Route } from './router.ts';
import { validationMessage } from './validation-message.ts';

/** Compiles a model. The first finding ends a validation: a hostile body must not earn a list of thousands. */
export const compileModel = (schema: object): ValidateFunction =>
  new AjvDraft04({
    strict: false,
    strictNumbers: true,
    verbose: true,
    ownProperties: true,
    validateFormats: false,
    unicodeRegExp: false,
  }).compile(schema);

/** Validates a request as its method's validator asks; throws GatewayFault.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html */
export const validateRequest = (exchange: Exchange, route: Route): void => {
  const validator = exchange.api.validators.get(route.method.validatorId ?? '');
  if (validator?.parameters) requireParameters(exchange, route);
  if (validator?.body) validateBody(exchange, route);
};

const requireParameters = ({ request }: Exchange, { method, parameters }: Route): void => {
  const missing = method.requiredParameters.flatMap((expression) => {
    const [, place, name = ''] = /^method\.request\.(header|querystring|path)\.(.+)$/.exec(expression) ?? [];
    const value =
      place === 'header'
        ? request.headers[name.toLowerCase()]
        : place === 'querystring'
          ? request.query.get(name)
          : own(parameters, name);
    return value ? [] : [name];
  });
  if (missing.length === 0) return;
  const message = `Missing required request parameters: [${missing.join(', ')}]`;
  throw new GatewayFault('BAD_REQUEST_PARAMETERS', { message, validation: message });
};

const validateBody = ({ api, request }: Exchange, { method }: Route): void => {
  const contentType =
    (request.headers['content-type'] ?? 'application/json').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const name = Object.hasOwn(method.models, contentType) ? method.models[contentType] : method.models.$default;
  const model = name === undefined ? undefined : api.models.get(name);
  if (!model) return;
  if (!model(parseBody(request.body))) {
    // Of a failed anyOf the branches come first and the anyOf itself last, which is what API Gateway reports.
    const finding = model.errors?.at(-1);
    throw new GatewayFault('BAD_REQUEST_BODY', finding && { validation: validationMessage(finding) });
  }
};

const parseBody = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new GatewayFault('BAD_REQUEST_BODY', {
      validation: body.length === 0 ? '[body is missing]' : '[body is not JSON]',
    });
  }
};
