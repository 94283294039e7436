import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

/** What CloudFormation knows without being told. */
const pseudoParameters = {
  'AWS::AccountId': '111111111111',
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
};

interface ParsedTemplate {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, unknown>>;
}

/** The resources of a template in YAML as CloudFormation would make them of these parameters; enough of its functions for
 * what stands beside this repository's own stack. */
export const resolvedResources = <T>(file: string, parameters: Readonly<Record<string, string>>): T => {
  const stack = new Stack(new App(), 'Resolved');
  new CfnInclude(stack, 'Template', { templateFile: file });
  const template = Template.fromStack(stack).toJSON() as ParsedTemplate;
  const defaults = Object.entries(template.Parameters).flatMap(([name, { Default }]) =>
    Default === undefined ? [] : [[name, Default]],
  );
  const values: Readonly<Record<string, string>> = {
    ...pseudoParameters,
    ...Object.fromEntries(defaults),
    ...parameters,
  };
  return createResolver(values, template.Conditions)(template.Resources) as T;
};

const createResolver = (values: Readonly<Record<string, string>>, conditions: Readonly<Record<string, unknown>>) => {
  const parameterNamed = (name: string): string => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing is known of ${name}`);
    return value;
  };
  const substitute = (argument: unknown): string => {
    const [text, own] = Array.isArray(argument) ? [argument[0], resolve(argument[1])] : [argument, {}];
    const names = own as Readonly<Record<string, string>>;
    return String(text).replace(/\$\{([\w:]+)\}/g, (_, name: string) => names[name] ?? parameterNamed(name));
  };
  // biome-ignore lint/suspicious/noExplicitAny: arguments of intrinsic functions have a shape of their own each.
  const functions: Readonly<Record<string, (argument: any) => unknown>> = {
    Ref: (name) => (name === 'AWS::NoValue' ? undefined : parameterNamed(name)),
    'Fn::Sub': substitute,
    'Fn::Split': ([separator, text]) => String(resolve(text)).split(separator),
    'Fn::Select': ([index, list]) => (resolve(list) as unknown[])[Number(index)],
    'Fn::Equals': ([one, other]) => resolve(one) === resolve(other),
    'Fn::If': ([condition, yes, no]) => resolve(resolve(conditions[condition]) ? yes : no),
  };
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve).filter((each) => each !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[name = '', argument] = []] = entries;
    const fn = entries.length === 1 ? functions[name] : undefined;
    return fn ? fn(argument) : Object.fromEntries(entries.map(([key, each]) => [key, resolve(each)]));
  };
  return resolve;
};
