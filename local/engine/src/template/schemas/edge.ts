import { arn, between, list, members, oneOf, type TypeSchemas, text } from './schema.ts';

const METHODS = oneOf('DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'ANY');
/** Headers that a policy may not set, because CloudFront does or because they have settings of their own.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html */
const NOT_CUSTOM = [
  ...['connection', 'content-encoding', 'content-length', 'expect', 'host', 'keep-alive', 'proxy-authenticate'],
  ...[
    'proxy-authorization',
    'proxy-connection',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'via',
    'warning',
    'x-accel-.*',
  ],
  ...['x-amz-cf-.*', 'x-cache', 'x-edge-.*', 'x-forwarded-proto', 'x-real-ip'],
  ...['content-security-policy', 'strict-transport-security', 'x-content-type-options', 'x-frame-options'],
  ...['referrer-policy', 'x-xss-protection', 'access-control-.*'],
];
const anyCase = (word: string): string => word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

const UNIT = oneOf('seconds', 'minutes', 'hours', 'days');
const LOGGED = oneOf('KEEP', 'DROP');
const READ = ['GET', 'HEAD'];
const methods = (...wanted: readonly string[]): object => ({
  allOf: wanted.map((method) => ({ contains: { const: method } })),
  minItems: wanted.length,
  maxItems: wanted.length,
});
const behavior = {
  AllowedMethods: {
    anyOf: [
      methods(...READ),
      methods(...READ, 'OPTIONS'),
      methods(...READ, 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'),
    ],
  },
  ViewerProtocolPolicy: oneOf('allow-all', 'https-only', 'redirect-to-https'),
};

/** API Gateway, CloudFront, Cognito and WAF. */
export const edge: TypeSchemas = {
  // https://docs.aws.amazon.com/apigateway/latest/api/API_EndpointConfiguration.html
  'AWS::ApiGateway::RestApi': {
    properties: {
      EndpointConfiguration: members({ Types: list(oneOf('EDGE', 'REGIONAL', 'PRIVATE'), { maxItems: 1 }) }),
    },
  },
  // https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
  'AWS::ApiGateway::Method': { properties: { HttpMethod: METHODS } },
  // https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html
  'AWS::ApiGateway::Model': { properties: { Name: text(128, '^[a-zA-Z0-9]+$') } },
  // https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html
  'AWS::ApiGateway::Stage': {
    properties: {
      StageName: text(128, '^[a-zA-Z0-9_-]+$|^\\$default$'),
      MethodSettings: list(
        members({
          LoggingLevel: oneOf('OFF', 'ERROR', 'INFO'),
          ThrottlingRateLimit: { type: 'number', minimum: -1 },
          ThrottlingBurstLimit: { type: 'integer', minimum: -1 },
          CacheTtlInSeconds: between(0, 3_600),
        }),
      ),
    },
  },
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
  'AWS::ApiGateway::GatewayResponse': {
    properties: {
      ResponseType: oneOf(
        ...['ACCESS_DENIED', 'API_CONFIGURATION_ERROR', 'AUTHORIZER_CONFIGURATION_ERROR', 'AUTHORIZER_FAILURE'],
        ...['BAD_REQUEST_BODY', 'BAD_REQUEST_PARAMETERS', 'DEFAULT_4XX', 'DEFAULT_5XX', 'EXPIRED_TOKEN'],
        ...['INTEGRATION_FAILURE', 'INTEGRATION_TIMEOUT', 'INVALID_API_KEY', 'INVALID_SIGNATURE'],
        ...['MISSING_AUTHENTICATION_TOKEN', 'QUOTA_EXCEEDED', 'REQUEST_TOO_LARGE', 'RESOURCE_NOT_FOUND', 'THROTTLED'],
        ...['UNAUTHORIZED', 'UNSUPPORTED_MEDIA_TYPE', 'WAF_FILTERED'],
      ),
      // A static value stands in single quotes.
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
      ResponseParameters: {
        type: 'object',
        additionalProperties: { type: 'string', pattern: "^('.*'|(method\\.request|context|stageVariables)\\..+)$" },
      },
    },
  },
  // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
  'AWS::CloudFront::Distribution': {
    properties: {
      DistributionConfig: members({
        Comment: text(128),
        PriceClass: oneOf('PriceClass_100', 'PriceClass_200', 'PriceClass_All', 'None'),
        HttpVersion: oneOf('http1.1', 'http2', 'http2and3', 'http3'),
        Origins: list(
          members(
            { OriginPath: text(255, '^(/.*[^/])?$'), DomainName: { type: 'string', pattern: '^[^:/]+$' } },
            {
              anyOf: ['S3OriginConfig', 'CustomOriginConfig', 'VpcOriginConfig'].map((one) => ({ required: [one] })),
            },
          ),
          { minItems: 1 },
        ),
        DefaultCacheBehavior: members(behavior),
        CacheBehaviors: list(members(behavior)),
        // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomErrorResponse.html
        CustomErrorResponses: list(
          members({ ErrorCode: oneOf(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504) }),
        ),
        Logging: members({ Bucket: { type: 'string', pattern: '\\.amazonaws\\.com$' } }),
      }),
    },
  },
  // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html
  'AWS::CloudFront::Function': { properties: { Name: text(64, '^[a-zA-Z0-9-_]+$') } },
  'AWS::CloudFront::ResponseHeadersPolicy': {
    properties: {
      ResponseHeadersPolicyConfig: members({
        CustomHeadersConfig: members({
          Items: list(members({ Header: { not: { pattern: `^(${NOT_CUSTOM.map(anyCase).join('|')})$` } } })),
        }),
      }),
    },
  },
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
  'AWS::Cognito::UserPool': {
    properties: {
      UserPoolTier: oneOf('LITE', 'ESSENTIALS', 'PLUS'),
      Policies: members({
        PasswordPolicy: members({ MinimumLength: between(6, 99), TemporaryPasswordValidityDays: between(0, 365) }),
      }),
      EmailVerificationMessage: { ...text(20_000, '\\{####\\}'), minLength: 6 },
      EmailVerificationSubject: text(140),
      VerificationMessageTemplate: members({
        EmailMessage: text(20_000, '\\{####\\}'),
        SmsMessage: text(140, '\\{####\\}'),
      }),
    },
  },
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
  'AWS::Cognito::UserPoolClient': {
    properties: {
      ClientName: text(128, '^[\\w\\s+=,.@-]+$'),
      TokenValidityUnits: members({ AccessToken: UNIT, IdToken: UNIT, RefreshToken: UNIT }),
      ExplicitAuthFlows: list(
        oneOf(
          ...['ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'],
          ...['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
          'ALLOW_USER_AUTH',
        ),
      ),
    },
  },
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html
  'AWS::Cognito::UserPoolDomain': {
    properties: { Domain: text(63, '^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$|\\.') },
  },
  'AWS::Cognito::UserPoolGroup': { properties: { GroupName: text(128, '^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+$') } },
  // https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html
  'AWS::WAFv2::LoggingConfiguration': {
    required: ['ResourceArn', 'LogDestinationConfigs'],
    additionalProperties: false,
    properties: {
      ResourceArn: arn('wafv2'),
      LogDestinationConfigs: list(arn(), { minItems: 1, maxItems: 1 }),
      RedactedFields: list(
        members(
          {
            SingleHeader: members({ Name: { type: 'string', minLength: 1 } }, { required: ['Name'] }),
            ...{ Method: members({}), QueryString: members({}), UriPath: members({}) },
          },
          { additionalProperties: false },
        ),
        { maxItems: 100 },
      ),
      LoggingFilter: members(
        {
          DefaultBehavior: LOGGED,
          Filters: list(
            members(
              {
                Behavior: LOGGED,
                Requirement: oneOf('MEETS_ALL', 'MEETS_ANY'),
                Conditions: list(
                  members(
                    {
                      ActionCondition: members(
                        { Action: oneOf('ALLOW', 'BLOCK', 'COUNT', 'CAPTCHA', 'CHALLENGE', 'EXCLUDED_AS_COUNT') },
                        { required: ['Action'] },
                      ),
                      LabelNameCondition: members({ LabelName: text(1024, '^[0-9A-Za-z_:-]+$') }),
                    },
                    { additionalProperties: false },
                  ),
                  { minItems: 1 },
                ),
              },
              { required: ['Behavior', 'Requirement', 'Conditions'] },
            ),
            { minItems: 1 },
          ),
        },
        { required: ['DefaultBehavior', 'Filters'] },
      ),
    },
  },
};
