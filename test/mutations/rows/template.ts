import { added, all, beside, change, gone, resourceOf } from '../edits.ts';
import { rowsOf } from '../row.ts';

const REFERENCE = 'AWSCloudFormation/latest/TemplateReference/';
const GUIDE = 'AWSCloudFormation/latest/UserGuide/';
const LIMITS = `${GUIDE}cloudformation-limits.html`;
const SUBMIT = 'Lambda::Function OrderApiSubmitOrderFunction';
const QUEUE = 'SQS::Queue OrderQueue';

type Outputs = Record<string, { Value: unknown; Condition?: string }>;
const output = (name: string, value: unknown) => (template: object) =>
  void Object.assign((template as { Outputs: Outputs }).Outputs, { [name]: { Value: value } });

const many = (amount: number) => (template: { Resources: object }) => {
  for (let number = Object.keys(template.Resources).length; number < amount; number += 1) {
    Object.assign(template.Resources, { [`More${number}`]: { Type: 'AWS::Logs::LogGroup', Properties: {} } });
  }
};

export const template = rowsOf('CloudFormation', [
  {
    name: 'a Ref to nothing',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': { Ref: 'Nowhere' } }),
    aws: 'A template with an unresolved reference is refused.',
    page: `${REFERENCE}intrinsic-function-reference-ref.html`,
    noticed: 'start',
    by: /Nowhere/,
  },
  {
    name: 'an attribute of nothing',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': { 'Fn::GetAtt': ['Nowhere', 'Arn'] } }),
    aws: 'A template with an unresolved reference is refused.',
    page: `${REFERENCE}intrinsic-function-reference-getatt.html`,
    noticed: 'start',
    by: /Nowhere/,
  },
  {
    name: 'an attribute that a type does not have',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': { 'Fn::GetAtt': ['OrderQueue598C9801', 'Color'] } }),
    aws: 'Each type has attributes of its own; others are refused.',
    page: `${REFERENCE}intrinsic-function-reference-getatt.html`,
    noticed: 'start',
    by: /OrderQueue\w*\.Color/,
  },
  {
    name: 'Fn::Sub of a name that is not there',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': { 'Fn::Sub': 'a-${Nowhere}' } }),
    aws: 'A template with an unresolved reference is refused.',
    page: `${REFERENCE}intrinsic-function-reference-sub.html`,
    noticed: 'start',
    by: /Nowhere/,
  },
  {
    name: 'an intrinsic function that is none',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': { 'Fn::Concat': ['a', 'b'] } }),
    aws: 'An unknown intrinsic function is refused.',
    page: `${REFERENCE}intrinsic-function-reference.html`,
    noticed: 'start',
    by: /Fn::Concat/,
  },
  {
    name: 'an item beyond the list',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': { 'Fn::Select': [3, ['a', 'b']] } }),
    aws: 'Fn::Select of an item that is not there is refused.',
    page: `${REFERENCE}intrinsic-function-reference-select.html`,
    noticed: 'start',
    by: /Fn::Select/,
  },
  {
    name: 'an entry that a mapping does not have',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': { 'Fn::FindInMap': ['Map', 'a', 'b'] } }),
    aws: 'Fn::FindInMap of an entry that is not there is refused.',
    page: `${REFERENCE}intrinsic-function-reference-findinmap.html`,
    noticed: 'start',
    by: /Fn::FindInMap Map/,
  },
  {
    name: 'a circle of dependencies',
    breaks: all(
      added('First', 'AWS::Logs::LogGroup', {}, { DependsOn: 'Second' }),
      added('Second', 'AWS::Logs::LogGroup', {}, { DependsOn: 'First' }),
    ),
    aws: 'Circular dependencies are refused.',
    page: `${REFERENCE}aws-attribute-dependson.html`,
    noticed: 'start',
    by: /circular.*First/i,
  },
  {
    name: 'a dependency on nothing',
    breaks: beside(QUEUE, { DependsOn: ['Nowhere'] }),
    aws: 'Unresolved resource dependencies are refused.',
    page: `${REFERENCE}aws-attribute-dependson.html`,
    noticed: 'start',
    by: /Unresolved resource dependencies \[Nowhere\]/,
  },
  {
    name: 'a condition that is not there',
    breaks: beside(QUEUE, { Condition: 'Nowhere' }),
    aws: 'An unresolved condition is refused.',
    page: `${GUIDE}conditions-section-structure.html`,
    noticed: 'start',
    by: /Nowhere/,
  },
  {
    name: 'a resource type that is none',
    breaks: added('Nothing', 'AWS::SQS::Queues', {}),
    aws: 'Unrecognized resource types are refused.',
    page: `${REFERENCE}aws-template-resource-type-ref.html`,
    noticed: 'start',
    by: /Nothing \(AWS::SQS::Queues\)/,
  },
  {
    name: 'a property that a type does not have',
    breaks: change(QUEUE, { VisibilityTimeouts: 3 }),
    aws: 'Extraneous keys are not permitted.',
    page: `${REFERENCE}aws-resource-sqs-queue.html`,
    noticed: 'start',
    by: /OrderQueue.*VisibilityTimeouts/,
  },
  {
    name: 'a property of the wrong type',
    breaks: change(QUEUE, { VisibilityTimeout: 'long' }),
    aws: 'Values are validated against the schema of their type.',
    page: `${REFERENCE}aws-resource-sqs-queue.html`,
    noticed: 'start',
    by: /OrderQueue.*VisibilityTimeout/,
  },
  {
    name: 'a role without its trust policy',
    breaks: change('IAM::Role OrderPipeRole', { AssumeRolePolicyDocument: undefined }),
    aws: 'Required properties have to be there.',
    page: `${REFERENCE}aws-resource-iam-role.html`,
    noticed: 'start',
    by: /OrderPipeRole.*AssumeRolePolicyDocument/,
  },
  {
    name: 'a logical id with a hyphen',
    breaks: added('Not-Alphanumeric', 'AWS::Logs::LogGroup', {}),
    aws: 'Logical ids are alphanumeric.',
    page: `${GUIDE}resources-section-structure.html`,
    noticed: 'start',
    by: /Not-Alphanumeric.*non alphanumeric/,
  },
  {
    name: 'a deletion policy that is none',
    breaks: beside(QUEUE, { DeletionPolicy: 'Keep' }),
    aws: 'DeletionPolicy is Delete, Retain, RetainExceptOnCreate or Snapshot.',
    page: `${REFERENCE}aws-attribute-deletionpolicy.html`,
    noticed: 'start',
    by: /DeletionPolicy Keep for resource OrderQueue/,
  },
  {
    name: 'a parameter that nobody gives',
    breaks: (broken) => void Object.assign(broken, { Parameters: { Name: { Type: 'String' } } }),
    aws: 'Parameters without a default have to be given.',
    page: `${GUIDE}parameters-section-structure.html`,
    noticed: 'start',
    by: /Parameters: \[Name\] must have values/,
  },
  {
    name: 'a value from Parameter Store that is not there',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': '{{resolve:ssm:/nowhere}}' }),
    aws: 'A dynamic reference that cannot be resolved is refused.',
    page: `${GUIDE}dynamic-references-ssm.html`,
    noticed: 'start',
    by: /SubmitOrderFunction.*\{\{resolve:ssm:\/nowhere\}\}/,
  },
  {
    name: 'a secret that is not there',
    breaks: change(SUBMIT, { 'Environment.Variables.MORE': '{{resolve:secretsmanager:nowhere:SecretString:key}}' }),
    aws: 'A dynamic reference that cannot be resolved is refused.',
    page: `${GUIDE}dynamic-references-secretsmanager.html`,
    noticed: 'start',
    by: /SubmitOrderFunction.*\{\{resolve:secretsmanager:nowhere/,
  },
  {
    name: '501 resources',
    breaks: many(501),
    aws: 'A template has at most 500 resources.',
    page: LIMITS,
    noticed: 'start',
    by: /501.*500/,
  },
  {
    name: '201 outputs',
    breaks: (broken) => {
      for (let number = 0; number < 201; number += 1) output(`More${number}`, 'x')(broken);
    },
    aws: 'A template has at most 200 outputs.',
    page: LIMITS,
    noticed: 'start',
    by: /outputs.*200/i,
  },
  {
    name: 'an output of nothing',
    breaks: output('More', { Ref: 'Nowhere' }),
    aws: 'A template with an unresolved reference is refused.',
    page: `${GUIDE}outputs-section-structure.html`,
    noticed: 'start',
    by: /Nowhere/,
  },
  {
    name: 'a description of 1,025 bytes',
    breaks: (broken) => void Object.assign(broken, { Description: 'd'.repeat(1_025) }),
    aws: 'A template’s description has at most 1,024 bytes.',
    page: LIMITS,
    noticed: 'start',
    by: /Description.*1,?024/,
  },
  {
    name: 'over a megabyte',
    breaks: (broken) => {
      resourceOf(broken, QUEUE).Metadata = { long: 'x'.repeat(1_000_000) };
    },
    aws: 'A template has at most 1 MB.',
    page: LIMITS,
    noticed: 'start',
    by: /1 ?MB|1,?048,?576|1,?000,?000/,
  },
  {
    name: 'a custom resource whose function is not there',
    breaks: change('Custom::Catalogue', { ServiceToken: 'arn:aws:lambda:us-east-1:000000000000:function:nowhere' }),
    aws: 'A custom resource fails where its function cannot be called.',
    page: `${GUIDE}template-custom-resources.html`,
    noticed: 'start',
    by: /CatalogueSeeding.*nowhere/,
  },
  {
    name: 'a custom resource without a service token',
    breaks: change('Custom::Catalogue', { ServiceToken: undefined }),
    aws: 'A custom resource needs its ServiceToken.',
    page: `${REFERENCE}aws-resource-cloudformation-customresource.html`,
    noticed: 'start',
    by: /CatalogueSeeding.*ServiceToken/,
  },
  {
    name: 'a custom resource whose role may do nothing',
    breaks: gone('IAM::Policy CatalogueSeedCatalogueRoleDefaultPolicy'),
    aws: 'A custom resource that answers FAILED fails the stack.',
    page: `${REFERENCE}crpg-ref-responses.html`,
    noticed: 'start',
    by: /CatalogueSeeding.*failed/,
  },
]);
