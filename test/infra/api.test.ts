import { describe, expect, it } from 'vitest';
import { ofType, prodContext, render, resourceNamed, synthesizedTemplate, type TemplateJson } from './synthesized.ts';

const template = synthesizedTemplate();

/** `GET /orders/{orderId}` for each method. */
const routeOf = (resourceId: unknown): string => {
  const found = ofType(template, 'AWS::ApiGateway::Resource').find(([name]) => name === render(resourceId));
  return found ? `${routeOf(found[1].Properties.ParentId)}/${found[1].Properties.PathPart}` : '';
};
const methods = ofType(template, 'AWS::ApiGateway::Method').map(([, { Properties }]) => ({
  ...Properties,
  route: `${Properties.HttpMethod} ${routeOf(Properties.ResourceId)}`,
}));

describe('routes', () => {
  it('are the calls of the API, each answered by the function for it', () => {
    const answered = methods.map(({ route, Integration }) => {
      expect(Integration).toMatchObject({ Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST' });
      return [route, /functions\/(\w+)Function.Arn/.exec(render(Integration.Uri))?.[1]];
    });
    expect(Object.fromEntries(answered)).toEqual({
      'POST /orders': 'OrderApiSubmitOrder',
      'GET /support/bulk': 'SupportApiBulk',
      'GET /support/bulk/{id}': 'SupportApiBulk',
      'GET /support/bulk/{id}/execution': 'SupportApiBulk',
      'POST /support/bulk': 'SupportApiBulk',
      'POST /support/bulk/{id}/stop': 'SupportApiBulk',
      'POST /orders/{orderId}/answer': 'OrderApiAnswerOrder',
      'POST /orders/{orderId}/cancel': 'OrderApiCancelOrder',
      'POST /support/orders/{orderId}/stop': 'SupportApiStopExecution',
      'POST /support/orders/{orderId}/notes': 'SupportApiShowActivity',
      'GET /support/activity': 'SupportApiShowActivity',
      'GET /support/failures': 'SupportApiSearchOrders',
      'GET /support/counts': 'SupportApiSearchOrders',
      'GET /support/mails': 'SupportApiSearchOrders',
      'POST /support/orders/{orderId}/review': 'SupportApiReviewOrder',
      'POST /support/orders/{orderId}/cancel': 'SupportApiCancelForShop',
      'GET /orders': 'OrderApiListOrders',
      'GET /orders/{orderId}': 'OrderApiGetOrder',
      'GET /products': 'OrderApiListProducts',
      'GET /support/orders': 'SupportApiSearchOrders',
      'POST /support/orders/search': 'SupportApiSearchOrders',
      'GET /support/orders/{orderId}/execution': 'SupportApiTraceOrder',
      'POST /support/orders/{orderId}/redrive': 'SupportApiRedriveOrder',
      'POST /support/orders/{orderId}/resend-confirmation': 'SupportApiResendConfirmation',
      'GET /support/orders/{orderId}/mails/{occasion}': 'SupportApiShowMail',
      'POST /support/orders/{orderId}/mails/{occasion}/settle': 'SupportApiResendConfirmation',
      'GET /support/products': 'SupportApiShowCatalogue',
      'PUT /support/products/{product}': 'SupportApiChangeProduct',
      'POST /support/products/{product}/stock': 'SupportApiChangeProduct',
      'GET /support/dead-letters': 'SupportApiDeadLetters',
      'GET /support/dead-letters/{queue}/messages': 'SupportApiDeadLetters',
      'DELETE /support/dead-letters/{queue}/messages/{id}': 'SupportApiDeadLetters',
      'POST /support/dead-letters/{queue}/messages/{id}/redrive': 'SupportApiDeadLetters',
      'GET /support/dead-letters/{queue}/redrive': 'SupportApiDeadLetters',
      'POST /support/dead-letters/{queue}/redrive': 'SupportApiDeadLetters',
    });
  });

  it('demand an ID token of the user pool, except the catalogue', () => {
    const authorizer = resourceNamed(template, 'AWS::ApiGateway::Authorizer', 'OrderApiRestApiSignedIn').Properties;
    expect(authorizer.Type).toBe('COGNITO_USER_POOLS');
    expect(authorizer.IdentitySource).toBe('method.request.header.Authorization');
    expect(authorizer.ProviderARNs.map(render)).toEqual(['IdentityUserPool.Arn']);
    for (const { route, AuthorizationType, AuthorizerId, AuthorizationScopes } of methods) {
      const open = route === 'GET /products';
      expect(AuthorizationType, route).toBe(open ? 'NONE' : 'COGNITO_USER_POOLS');
      expect(AuthorizerId && render(AuthorizerId), route).toBe(open ? undefined : 'OrderApiRestApiSignedIn');
      // With a scope, the authorizer would expect an access token.
      expect(AuthorizationScopes, route).toBeUndefined();
    }
  });

  it('check the body of an order whatever its content type', () => {
    const submit = methods.find(({ route }) => route === 'POST /orders');
    expect(Object.keys(submit?.RequestModels)).toEqual(['$default']);
    expect(render(submit?.RequestModels.$default)).toBe('OrderApiRestApiOrderRequest');
    const validator = resourceNamed(template, 'AWS::ApiGateway::RequestValidator', render(submit?.RequestValidatorId));
    expect(validator.Properties.ValidateRequestBody).toBe(true);
  });
});

describe('the model of an order request', () => {
  const { Schema } = resourceNamed(template, 'AWS::ApiGateway::Model', 'OrderApiRestApiOrderRequest').Properties;

  /** Keywords of JSON schema draft 4 that API Gateway is known to honour; it rejects or ignores others at deployment. */
  const keywords = new Set([
    ...[
      '$schema',
      'type',
      'properties',
      'required',
      'additionalProperties',
      'items',
      'anyOf',
      'oneOf',
      'allOf',
      'enum',
    ],
    ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'description', 'title'],
  ]);
  const keywordsOf = (schema: Record<string, unknown>): string[] =>
    Object.entries(schema).flatMap(([keyword, value]) => {
      if (keyword === 'properties') return [keyword, ...Object.values(value as object).flatMap(keywordsOf)];
      if (keyword === 'items') return [keyword, ...keywordsOf(value as Record<string, unknown>)];
      if (['anyOf', 'oneOf', 'allOf'].includes(keyword)) return [keyword, ...(value as []).flatMap(keywordsOf)];
      return [keyword];
    });

  it('is draft 4 and uses only keywords that API Gateway honours', () => {
    expect(Schema.$schema).toBe('http://json-schema.org/draft-04/schema#');
    expect(keywordsOf(Schema).filter((keyword) => !keywords.has(keyword))).toEqual([]);
  });

  it('admits no unknown key, in an order or in its lines', () => {
    const objects = JSON.stringify(Schema).match(/"type":"object"/g)?.length;
    const closed = JSON.stringify(Schema).match(/"additionalProperties":false/g)?.length;
    expect(objects).toBeGreaterThan(0);
    expect(closed).toBe(objects);
  });

  it('has only patterns that mean the same to every regular expression engine', () => {
    const patterns = [...JSON.stringify(Schema).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, text]) =>
      JSON.parse(text ?? ''),
    );
    expect(patterns.filter((pattern) => /\\p\{|\(\?/.test(pattern))).toEqual([]);
  });
});

describe('gateway responses', () => {
  /** What API Gateway may put into a body: its own id, which can break none. Nothing of the client's. */
  const substituted: Readonly<Record<string, string>> = {
    '$context.requestId': 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  };
  const answers = ofType(template, 'AWS::ApiGateway::GatewayResponse').map(([, { Properties }]) => Properties);
  const bodyOf = (answer: (typeof answers)[number]): Record<string, unknown> => {
    const [type, ...others] = Object.keys(answer.ResponseTemplates);
    expect([type, ...others]).toEqual(['application/json']);
    const text = answer.ResponseTemplates['application/json'].replace(/\$context[\w.]+/g, (variable: string) => {
      expect(Object.keys(substituted)).toContain(variable);
      return substituted[variable];
    });
    return JSON.parse(text);
  };

  it('answer each error of the gateway with its status and a stable code', () => {
    const codes = answers.map((answer) => [answer.ResponseType, `${answer.StatusCode} ${bodyOf(answer).code}`]);
    expect(Object.fromEntries(codes)).toEqual({
      ACCESS_DENIED: '403 forbidden',
      BAD_REQUEST_BODY: '400 invalid-request',
      BAD_REQUEST_PARAMETERS: '400 invalid-parameters',
      DEFAULT_4XX: '400 invalid-request',
      DEFAULT_5XX: '503 unavailable',
      EXPIRED_TOKEN: '401 unauthenticated',
      INTEGRATION_TIMEOUT: '504 unavailable',
      INVALID_API_KEY: '403 forbidden',
      INVALID_SIGNATURE: '403 forbidden',
      MISSING_AUTHENTICATION_TOKEN: '404 not-found',
      QUOTA_EXCEEDED: '429 throttled',
      REQUEST_TOO_LARGE: '413 too-large',
      RESOURCE_NOT_FOUND: '404 not-found',
      THROTTLED: '429 throttled',
      UNAUTHORIZED: '401 unauthenticated',
      UNSUPPORTED_MEDIA_TYPE: '415 unsupported-media-type',
      WAF_FILTERED: '403 forbidden',
    });
  });

  it.each(answers)('$ResponseType is problem+json whose status is the answer’s, uncached', (answer) => {
    const body = bodyOf(answer);
    expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'code', 'detail', 'requestId']);
    expect(body.status).toBe(Number(answer.StatusCode));
    expect(body.detail).toMatch(/\S/);
    expect(answer.ResponseParameters).toMatchObject({
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      'gatewayresponse.header.Cache-Control': "'no-store'",
    });
  });

  it('say when to try again exactly where trying again helps', () => {
    const retried = answers.filter((answer) => 'gatewayresponse.header.Retry-After' in answer.ResponseParameters);
    expect(retried.map((answer) => answer.ResponseType).sort()).toEqual([
      'DEFAULT_5XX',
      'INTEGRATION_TIMEOUT',
      'QUOTA_EXCEEDED',
      'THROTTLED',
    ]);
  });

  it('are part of every deployment of the API', () => {
    const [[, deployment] = []] = ofType(template, 'AWS::ApiGateway::Deployment');
    const parts = Object.entries(template.Resources)
      .filter(([, { Type }]) => /GatewayResponse|Model|Method|RequestValidator/.test(Type))
      .map(([logicalId]) => logicalId);
    expect(deployment?.DependsOn).toEqual(expect.arrayContaining(parts));
  });
});

describe('the stage', () => {
  const stageOf = (from: TemplateJson) => ofType(from, 'AWS::ApiGateway::Stage')[0]?.[1].Properties;

  it.each([
    ['dev', {}, 500, 1000],
    ['prod', prodContext, 1000, 2000],
  ])('is named api, traced, measured and throttled in %s', (_, context, rate, burst) => {
    const stage = stageOf(synthesizedTemplate(context));
    expect(stage).toMatchObject({ StageName: 'api', TracingEnabled: true });
    expect(stage.MethodSettings).toEqual([
      {
        HttpMethod: '*',
        ResourcePath: '/*',
        ThrottlingRateLimit: rate,
        ThrottlingBurstLimit: burst,
        MetricsEnabled: true,
        LoggingLevel: 'ERROR',
        DataTraceEnabled: false,
      },
    ]);
  });

  it('logs each access as JSON that names no person, order or token', () => {
    const format = JSON.parse(stageOf(template).AccessLogSetting.Format);
    expect(Object.values(format)).toContain('$context.requestId');
    expect(Object.values(format).join(' ')).not.toMatch(/authorizer|identity|\.path\b|header|validationError/i);
  });

  it('waits for the account’s log role and its log groups, so that a fresh account can deploy it', () => {
    const [[, stage] = []] = ofType(template, 'AWS::ApiGateway::Stage');
    const [[, account] = []] = ofType(template, 'AWS::ApiGateway::Account');
    expect(stage?.DependsOn.join(' ')).toMatch(/OrderApiExecutionLogs\w+ OrderApiRestApiAccount/);
    expect(account?.DeletionPolicy).toBe('Retain');
  });

  it('is regional', () => {
    const api = resourceNamed(template, 'AWS::ApiGateway::RestApi', 'OrderApiRestApi').Properties;
    expect(api.EndpointConfiguration.Types).toEqual(['REGIONAL']);
  });
});
