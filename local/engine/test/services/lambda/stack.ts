import { writeAssembly } from '../../../src/testing/assembly.ts';

type Properties = Record<string, unknown>;
type Resources = Record<string, { Type: string; Properties: Properties; DependsOn?: string[] }>;

/** What a function of a test stack is made of. */
export interface TestFunction {
  /** Of index.mjs. */
  readonly code: string;
  /** Over the defaults of the template. */
  readonly properties?: Properties;
  readonly statements?: readonly Properties[];
  readonly files?: Record<string, string>;
}

/** A role that a service may assume. */
export const role = (service: string, statements: readonly Properties[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
    },
    ...(statements.length > 0 && { Policies: [{ PolicyName: 'inline', PolicyDocument: { Statement: statements } }] }),
  },
});

const logging = {
  Effect: 'Allow',
  Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: '*',
};

/** A cloud assembly of functions (each with a role that may log), further resources, and outputs. */
export const stackOf = (
  functions: Record<string, TestFunction>,
  others: Resources = {},
  outputs: Record<string, { Value: unknown }> = {},
): string => {
  const resources: Resources = {};
  const assets: Record<string, Record<string, string>> = {};
  for (const [name, { code, properties, statements, files }] of Object.entries(functions)) {
    resources[`${name}Role`] = role('lambda.amazonaws.com', [logging, ...(statements ?? [])]);
    resources[name] = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: name,
        Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
        ...properties,
      },
    };
    assets[name] = { 'index.mjs': code, ...files };
  }
  return writeAssembly({ Resources: { ...resources, ...others }, Outputs: outputs }, assets);
};

/** `Fn::GetAtt`. */
export const attribute = (logicalId: string, name = 'Arn') => ({ 'Fn::GetAtt': [logicalId, name] });
