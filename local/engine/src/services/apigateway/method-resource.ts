import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { flag, ignored } from '../../kit/properties.ts';
import { resourceType } from '../../service.ts';
import type { Integration, MockResponse } from './integration.ts';
import type { Method, RestApis } from './model.ts';

const integrationResponse = z.strictObject({
  StatusCode: z.coerce.number().int(),
  SelectionPattern: z.string().optional(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
  ContentHandling: ignored,
});
const integrationProperties = z.strictObject({
  Type: z.enum(['AWS_PROXY', 'MOCK'], 'only AWS_PROXY and MOCK integrations are emulated'),
  Uri: z.string().optional(),
  Credentials: z.string().optional(),
  TimeoutInMillis: z.coerce.number().int().min(50).default(29_000),
  RequestTemplates: z.record(z.string(), z.string()).default({}),
  IntegrationResponses: z.array(integrationResponse).default([]),
  IntegrationHttpMethod: z.string().default('POST'),
  PassthroughBehavior: ignored,
  ContentHandling: ignored,
  ResponseTransferMode: z.enum(['BUFFERED']).optional(),
});
const methodProperties = z.strictObject({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z
    .enum(['NONE', 'COGNITO_USER_POOLS'], 'only NONE and COGNITO_USER_POOLS are emulated')
    .default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
  ApiKeyRequired: flag.refine((required) => !required, 'API keys are not emulated').default(false),
  RequestModels: z.record(z.string(), z.string()).default({}),
  RequestParameters: z.record(z.string(), flag).default({}),
  RequestValidatorId: z.string().optional(),
  Integration: integrationProperties,
  MethodResponses: ignored,
  OperationName: ignored,
});

/** A method of an API, with its integration.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html */
export const methodType = (apis: RestApis) =>
  resourceType({
    properties: methodProperties,
    provision: (properties, { logicalId }) => {
      const resource = apis.get(properties.RestApiId).resources.get(properties.ResourceId);
      if (!resource) throw new EngineError(`${logicalId}: resource ${properties.ResourceId} is not in the template`);
      if (properties.AuthorizationType !== 'NONE' && properties.AuthorizerId === undefined) {
        throw new EngineError(`${logicalId}: ${properties.AuthorizationType} needs an AuthorizerId`);
      }
      resource.methods.set(properties.HttpMethod, toMethod(properties));
      return { ref: `${properties.RestApiId}-${properties.ResourceId}-${properties.HttpMethod}` };
    },
  });

const toMethod = (properties: z.infer<typeof methodProperties>): Method => ({
  httpMethod: properties.HttpMethod,
  ...(properties.AuthorizationType !== 'NONE' &&
    properties.AuthorizerId !== undefined && { authorizerId: properties.AuthorizerId }),
  scopes: properties.AuthorizationScopes,
  ...(properties.RequestValidatorId !== undefined && { validatorId: properties.RequestValidatorId }),
  models: properties.RequestModels,
  requiredParameters: Object.entries(properties.RequestParameters)
    .filter(([, required]) => required)
    .map(([name]) => name),
  integration: toIntegration(properties.Integration),
});

const toIntegration = (properties: z.infer<typeof integrationProperties>): Integration => {
  if (properties.Type === 'MOCK') {
    const template = Object.values(properties.RequestTemplates)[0] ?? '';
    return {
      type: 'MOCK',
      status: Number(/"?statusCode"?\s*:\s*(\d{3})/.exec(template)?.[1] ?? 200),
      responses: properties.IntegrationResponses.map(toMockResponse),
    };
  }
  const functionArn = /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(properties.Uri ?? '')?.[1];
  if (functionArn === undefined) throw new EngineError(`integration URI ${properties.Uri} does not name a function`);
  return {
    type: 'AWS_PROXY',
    functionArn,
    httpMethod: properties.IntegrationHttpMethod,
    timeoutMs: properties.TimeoutInMillis,
    ...(properties.Credentials !== undefined && { roleArn: properties.Credentials }),
  };
};

const toMockResponse = (properties: z.infer<typeof integrationResponse>): MockResponse => {
  const headers = Object.entries(properties.ResponseParameters).map(([name, expression]) => {
    const header = /^method\.response\.header\.(.+)$/.exec(name)?.[1];
    const value = /^'(.*)'$/s.exec(expression)?.[1];
    if (header === undefined || value === undefined) throw new EngineError(`${name}: ${expression} is not emulated`);
    return [header.toLowerCase(), value];
  });
  const template = Object.values(properties.ResponseTemplates)[0] ?? '';
  return {
    status: properties.StatusCode,
    ...(properties.SelectionPattern !== undefined && { pattern: new RegExp(`^(?:${properties.SelectionPattern})$`) }),
    headers: Object.fromEntries(headers),
    ...readTemplate(template),
  };
};

/** A template without directives is the body; the one with directives that is known is CDK's, which echoes further origins. */
const readTemplate = (template: string): Pick<MockResponse, 'body' | 'otherOrigins'> => {
  if (!/#(set|if|foreach)|\$(input|util)/.test(template)) return { body: template, otherOrigins: [] };
  if (!template.includes('$context.responseOverride.header.Access-Control-Allow-Origin = $origin')) {
    throw new EngineError('mapping templates with directives are not emulated');
  }
  const otherOrigins = [...template.matchAll(/\$origin == "([^"]+)"/g)].map(([, origin]) => origin ?? '');
  return { body: '', otherOrigins };
};
