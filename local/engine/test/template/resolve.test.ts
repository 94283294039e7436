import { describe, expect, it } from 'vitest';
import { loadAssembly } from '../../src/template/load.ts';
import { resolve, type Scope } from '../../src/template/resolve.ts';
import { writeAssembly } from '../../src/testing/assembly.ts';

const scope = (): Scope => ({
  assembly: loadAssembly(
    writeAssembly({
      Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
      Parameters: { Version: { Type: 'String', Default: '7' } },
      Conditions: {
        IsVirginia: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
        IsElsewhere: { 'Fn::Not': [{ Condition: 'IsVirginia' }] },
      },
      Mappings: { Sizes: { small: { cpu: 1 } } },
    }),
  ),
  pseudoParameters: { 'AWS::Region': 'us-east-1', 'AWS::AccountId': '000000000000', 'AWS::Partition': 'aws' },
  resources: new Map([['Queue', { ref: 'http://queue', attributes: { Arn: 'arn:queue', 'Endpoint.Port': 5 } }]]),
  localOrigin: (host) => (host === 'api.example.com' ? 'http://localhost:3000' : undefined),
});

describe('intrinsic functions', () => {
  it.each([
    ['Ref of a resource', { Ref: 'Queue' }, 'http://queue'],
    ['Ref of a parameter', { Ref: 'Version' }, '7'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    ['GetAtt as a string, nested', { 'Fn::GetAtt': 'Queue.Endpoint.Port' }, 5],
    ['Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 'sqs']] }, 'arn:aws:sqs'],
    ['Sub', { 'Fn::Sub': '${Queue.Arn}/${AWS::Region}/${!Literal}' }, 'arn:queue/us-east-1/${Literal}'],
    ['Sub with variables', { 'Fn::Sub': ['${Name}-${Queue}', { Name: { Ref: 'Version' } }] }, '7-http://queue'],
    ['Select and Split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    ['If, holding', { 'Fn::If': ['IsVirginia', 'yes', 'no'] }, 'yes'],
    ['If, not holding', { 'Fn::If': ['IsElsewhere', 'yes', 'no'] }, 'no'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', 'small', 'cpu'] }, 1],
    [
      'a host that is served locally',
      { 'Fn::Join': ['', ['https://', 'api.example.com', '/api/']] },
      'http://localhost:3000/api/',
    ],
    ['a host that is not', 'https://example.org/x', 'https://example.org/x'],
  ])('%s', (_name, value, expected) => {
    expect(resolve(value, scope())).toEqual(expected);
  });

  it('drops a member whose value is AWS::NoValue', () => {
    expect(resolve({ kept: 1, dropped: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] }, scope())).toEqual(
      {
        kept: 1,
        list: [2],
      },
    );
  });

  it.each([
    [{ Ref: 'Nowhere' }, /Ref Nowhere/],
    [{ 'Fn::GetAtt': ['Queue', 'Colour'] }, /Queue\.Colour/],
    [{ 'Fn::Transform': {} }, /Fn::Transform is not emulated/],
  ])('names what it cannot resolve: %j', (value, message) => {
    expect(() => resolve(value, scope())).toThrow(message);
  });
});
