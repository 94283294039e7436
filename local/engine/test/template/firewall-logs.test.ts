import { describe, expect, it } from 'vitest';
import { useStack } from '../iam/use-stack.ts';

const { start, refusal } = useStack();

const GROUP = 'arn:aws:logs:us-east-1:000000000000:log-group:';
const filter = (more: object = {}) => ({
  DefaultBehavior: 'DROP',
  Filters: [
    { Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }], ...more },
  ],
});
const stack = (logging: object = {}, LogGroupName = 'aws-waf-logs-shop') => ({
  Acl: { Type: 'AWS::WAFv2::WebACL', Properties: { Scope: 'REGIONAL' } },
  Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } },
  Logging: {
    Type: 'AWS::WAFv2::LoggingConfiguration',
    Properties: {
      ResourceArn: { 'Fn::GetAtt': ['Acl', 'Arn'] },
      // After the group, by what it refers to.
      LogDestinationConfigs: [{ 'Fn::Join': ['', [GROUP, { Ref: 'Group' }]] }],
      RedactedFields: [{ SingleHeader: { Name: 'cookie' } }, { QueryString: {} }],
      LoggingFilter: filter(),
      ...logging,
    },
  },
});

describe('where a web firewall logs to', () => {
  it('is taken note of', async () => {
    const engine = await start(stack());
    expect(engine.declared).toContain('AWS::WAFv2::LoggingConfiguration (1)');
  });

  it.each([
    [{}, 'shop-firewall', "The ARN isn't valid.*LOG_DESTINATION, parameter: .*log-group:shop-firewall"],
    [{ LogDestinationConfigs: [{ 'Fn::GetAtt': ['Group', 'Arn'] }] }, undefined, 'LOG_DESTINATION, parameter: .*:\\*'],
    [{ LogDestinationConfigs: [`${GROUP}aws-waf-logs-none`] }, undefined, 'aws-waf-logs-none does not exist'],
    [{ LogDestinationConfigs: [] }, undefined, 'expected minimum item count: 1, found: 0'],
    [
      { ResourceArn: 'arn:aws:wafv2:us-east-1:000000000000:regional/webacl/none' },
      undefined,
      'WAFNonexistentItemException',
    ],
    [{ ResourceArn: undefined }, undefined, 'required key \\[ResourceArn\\] not found'],
    [{ RedactedFields: [{ Body: {} }] }, undefined, 'RedactedFields/0: .*additionalProperties'],
    [{ LoggingFilter: filter({ Behavior: 'LOG' }) }, undefined, 'Filters/0/Behavior: .*enum'],
    [{ LoggingFilter: filter({ Conditions: [] }) }, undefined, 'Conditions: expected minimum item count: 1'],
    [{ Destination: 'x' }, undefined, 'additionalProperties'],
  ])('is refused: %j %s', async (logging, name, why) => {
    expect(await refusal(stack(logging, name))).toMatch(new RegExp(`Logging \\(AWS::WAFv2.*${why}`));
  });
});
