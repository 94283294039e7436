import { describe, expect, it } from 'vitest';
import { problemSchema } from '../../lambdas/core/contract/api.ts';
import { checks } from './checks.ts';
import { ofType, prodContext, type Resource, render, synthesizedTemplate } from './synthesized.ts';

const everything = { senderAddress: 'shop@example.com', operationsAddress: 'operations@example.com' };

describe.each([
  ['dev', {}],
  ['dev with everything', { ...everything, smokeClient: 'true' }],
  ['prod', prodContext],
  ['prod with everything', { ...prodContext, ...everything, smokeClient: 'true' }],
])('in %s', (_, context) => {
  const template = synthesizedTemplate(context);

  it.each(Object.entries(checks))('%s', (_name, check) => {
    expect(check(template)).toEqual([]);
  });
});

describe('the web firewall', () => {
  const types = ['AWS::WAFv2::WebACL', 'AWS::WAFv2::WebACLAssociation', 'AWS::WAFv2::LoggingConfiguration'];
  const prod = synthesizedTemplate(prodContext);

  it('stands in prod and not in dev', () => {
    const dev = synthesizedTemplate();
    for (const type of types) {
      expect(ofType(prod, type), type).toHaveLength(1);
      expect(ofType(dev, type), type).toHaveLength(0);
    }
    expect(ofType(dev, 'AWS::SecretsManager::Secret')).toEqual([]);
  });

  it('believes the viewer’s address because the distribution overwrites it, at its own address alone', () => {
    const [[, distribution] = []] = ofType(prod, 'AWS::CloudFront::Distribution');
    const [api] = distribution?.Properties.DistributionConfig.CacheBehaviors ?? [];
    const tellViewer = ofType(prod, 'AWS::CloudFront::Function').find(([name]) => name === 'SiteTellViewer')?.[1];
    expect(api.PathPattern).toBe('api/*');
    expect(api.FunctionAssociations).toEqual([
      {
        EventType: 'viewer-request',
        FunctionARN: { 'Fn::GetAtt': [expect.stringMatching(/^SiteTellViewer/), 'FunctionARN'] },
      },
    ]);
    const handler = new Function(`${tellViewer?.Properties.FunctionCode}; return handler;`)();
    const request = { headers: { 'x-viewer-address': { value: '10.0.0.1' }, accept: { value: '*/*' } } };
    expect(handler({ request, viewer: { ip: '198.51.100.7' } })).toEqual({
      headers: { 'x-viewer-address': { value: '198.51.100.7' }, accept: { value: '*/*' } },
    });
    const [[, acl] = []] = ofType(prod, 'AWS::WAFv2::WebACL');
    const rate = acl?.Properties.Rules.find(({ Name }: { Name: string }) => Name === 'RateOfViewer');
    expect(rate.Statement.RateBasedStatement).toMatchObject({
      Limit: 2000,
      EvaluationWindowSec: 300,
      ForwardedIPConfig: { HeaderName: 'x-viewer-address', FallbackBehavior: 'MATCH' },
    });
  });

  it('blocks, before anything else, what did not come through the distribution', () => {
    const [[, acl] = []] = ofType(prod, 'AWS::WAFv2::WebACL');
    const [first] = acl?.Properties.Rules.toSorted((a: Resource, b: Resource) => a.Priority - b.Priority) ?? [];
    expect(first).toMatchObject({ Name: 'OnlyThroughTheDistribution', Action: { Block: {} } });
    const { FieldToMatch, SearchString, PositionalConstraint } =
      first.Statement.NotStatement.Statement.ByteMatchStatement;
    const [[, distribution] = []] = ofType(prod, 'AWS::CloudFront::Distribution');
    const sent = distribution?.Properties.DistributionConfig.Origins.flatMap(
      ({ OriginCustomHeaders = [] }: Resource) => OriginCustomHeaders,
    );
    expect(PositionalConstraint).toBe('EXACTLY');
    expect(sent).toEqual([{ HeaderName: FieldToMatch.SingleHeader.Name, HeaderValue: SearchString }]);
    expect(JSON.stringify(SearchString)).toContain('{{resolve:secretsmanager:');
  });

  it('leaves lengths to the functions where theirs is more than its own: bodies, and cursors and receipts in queries', () => {
    const [[, acl] = []] = ofType(prod, 'AWS::WAFv2::WebACL');
    const common = acl?.Properties.Rules.find(({ Name }: { Name: string }) => Name === 'CommonRuleSet');
    expect(common.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toEqual(
      ['SizeRestrictions_BODY', 'SizeRestrictions_QUERYSTRING'].map((Name) => ({ Name, ActionToUse: { Count: {} } })),
    );
  });

  it('lets one sign-in place so many orders, and tells who places more to wait', () => {
    const [[, acl] = []] = ofType(prod, 'AWS::WAFv2::WebACL');
    const rule = acl?.Properties.Rules.find(({ Name }: { Name: string }) => Name === 'OrdersOfSignIn');
    const { Limit, AggregateKeyType, CustomKeys, ScopeDownStatement } = rule.Statement.RateBasedStatement;
    expect([Limit, AggregateKeyType]).toEqual([50, 'CUSTOM_KEYS']);
    expect(CustomKeys).toMatchObject([{ Header: { Name: 'authorization' } }]);
    expect(
      ScopeDownStatement.AndStatement.Statements.map((each: Resource) => each.ByteMatchStatement.SearchString),
    ).toEqual(['POST', '/api/orders']);
    const { ResponseCode, CustomResponseBodyKey } = rule.Action.Block.CustomResponse;
    const { Content } = acl?.Properties.CustomResponseBodies[CustomResponseBodyKey] ?? {};
    expect(problemSchema.parse(JSON.parse(Content))).toMatchObject({ status: ResponseCode, code: 'throttled' });
  });

  it('logs what it blocked, without secrets', () => {
    const [[, logging] = []] = ofType(prod, 'AWS::WAFv2::LoggingConfiguration');
    const redacted = logging?.Properties.RedactedFields.map(
      ({ SingleHeader, QueryString }: { SingleHeader?: { Name: string }; QueryString?: object }) =>
        SingleHeader?.Name ?? (QueryString && 'the query'),
    );
    expect(redacted).toEqual(['authorization', 'cookie', 'referer', 'x-origin-proof', 'the query']);
    expect(logging?.Properties.LoggingFilter.DefaultBehavior).toBe('DROP');
  });
});

describe('the smoke test’s client', () => {
  const clients = (context: Readonly<Record<string, unknown>>) =>
    ofType(synthesizedTemplate(context), 'AWS::Cognito::UserPoolClient');

  it('exists only where the deployer says so', () => {
    expect(clients({})).toHaveLength(1);
    expect(clients({ smokeClient: 'false' })).toHaveLength(1);
    expect(clients({ smokeClient: 'true' })).toHaveLength(2);
  });

  it('takes a password from who may call Cognito by IAM, for short tokens, and the site’s takes none', () => {
    const found = clients({ smokeClient: 'true' });
    const flows = Object.fromEntries(found.map(([name, { Properties }]) => [name, Properties.ExplicitAuthFlows]));
    expect(flows).toEqual({
      IdentitySiteClient: ['ALLOW_REFRESH_TOKEN_AUTH'],
      IdentitySmokeClient: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
    const smoke = found.find(([name]) => name === 'IdentitySmokeClient')?.[1].Properties;
    expect(smoke).toMatchObject({ IdTokenValidity: 15, AccessTokenValidity: 15, WriteAttributes: ['name'] });
    expect(smoke.AllowedOAuthFlowsUserPoolClient).toBe(false);
  });
});

it('nothing that prod retains stands in the way of the next first deployment: its name is made up, or it can be imported', () => {
  const named = Object.values(synthesizedTemplate({ ...prodContext, ...everything }).Resources)
    .filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain')
    .flatMap(({ Type, Properties = {} }) =>
      ['TableName', 'QueueName', 'LogGroupName', 'BucketName', 'UserPoolName', 'TopicName', 'RoleName', 'Name']
        .filter((member) => Properties[member] !== undefined)
        .map((member) => `${Type} ${render(Properties[member])}`),
    );
  // Two are imported by their literal names (docs/operations.md), the others carry an id of the stack or of the API.
  const known = [
    /^AWS::DynamoDB::Table (Orders|Confirmations)-prod$/,
    /^AWS::SQS::Queue OrderProcessing-prod-\w+-.*AWS::StackId/,
    /^AWS::Logs::LogGroup API-Gateway-Execution-Logs_OrderApiRestApi\/api$/,
  ];
  expect(named.filter((name) => !known.some((pattern) => pattern.test(name)))).toEqual([]);
  expect(named).toContain('AWS::DynamoDB::Table Orders-prod');
});
