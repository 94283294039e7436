import { EngineError } from '../aws-error.ts';
import { own } from '../kit/own.ts';
import type { Provisioned } from '../service.ts';
import type { Assembly } from './load.ts';

/** What intrinsics are resolved against. */
export interface Scope {
  readonly assembly: Assembly;
  readonly pseudoParameters: Readonly<Record<string, string>>;
  /** Resources provisioned so far. */
  readonly resources: ReadonlyMap<string, Provisioned>;
  /** The local origin that stands for a host of the template (an API's, a user pool's). */
  localOrigin(host: string): string | undefined;
}

/** Stands for `AWS::NoValue`: the member that holds it is dropped. */
const noValue = Symbol('AWS::NoValue');

/** Resolves CloudFormation's intrinsic functions in a template value.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
export const resolve = (value: unknown, scope: Scope): unknown => {
  const resolved = evaluate(value, scope);
  return resolved === noValue ? undefined : resolved;
};

/** Whether a condition of the template holds. */
export const conditionHolds = (name: string, scope: Scope): boolean => {
  const condition = own(scope.assembly.conditions, name);
  if (condition === undefined) throw new EngineError(`condition ${name} is not in the template`);
  return evaluate(condition, scope) === true;
};

const evaluate = (value: unknown, scope: Scope): unknown => {
  if (typeof value === 'string') return localise(value, scope);
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope)).filter((item) => item !== noValue);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only) {
    const [name, argument] = only;
    const intrinsic = own(intrinsics, name);
    if (intrinsic) return intrinsic(argument, scope);
    if (name.startsWith('Fn::')) throw new EngineError(`intrinsic function ${name} is not emulated`);
  }
  return Object.fromEntries(
    entries.map(([key, item]) => [key, evaluate(item, scope)] as const).filter(([, item]) => item !== noValue),
  );
};

/** `https://host` of the template becomes the local origin that serves it. */
const localise = (text: string, scope: Scope): string =>
  text.includes('https://')
    ? text.replace(/https:\/\/([a-zA-Z0-9.-]+)/g, (whole, host: string) => scope.localOrigin(host) ?? whole)
    : text;

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const ref = (name: string, scope: Scope): unknown => {
  if (name === 'AWS::NoValue') return noValue;
  const found =
    own(scope.pseudoParameters, name) ??
    scope.resources.get(name)?.ref ??
    own(scope.assembly.parameters, name)?.Default;
  if (found === undefined) throw new EngineError(`Ref ${name}: no such resource or parameter in the template`);
  return found;
};

const getAtt = (logicalId: string, attribute: string, scope: Scope): unknown => {
  const found = scope.resources.get(logicalId)?.attributes?.[attribute];
  if (found === undefined) throw new EngineError(`Fn::GetAtt ${logicalId}.${attribute} is not emulated`);
  return found;
};

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => ref(String(name), scope),
  Condition: (name, scope) => conditionHolds(String(name), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId = '', ...attribute] = typeof argument === 'string' ? argument.split('.') : (argument as string[]);
    return getAtt(logicalId, attribute.join('.'), scope);
  },
  'Fn::Join': (argument, scope) => {
    const [delimiter, parts] = evaluate(argument, scope) as [string, unknown[]];
    return localise(parts.map(String).join(delimiter), scope);
  },
  'Fn::Sub': (argument, scope) => {
    const [template, variables] = Array.isArray(argument)
      ? (argument as [string, Record<string, unknown>])
      : [String(argument), {}];
    const text = template.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return String(evaluate(variables[name], scope));
      const dot = name.indexOf('.');
      return String(dot < 0 ? ref(name, scope) : getAtt(name.slice(0, dot), name.slice(dot + 1), scope));
    });
    return localise(text, scope);
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = evaluate(argument, scope) as [number | string, unknown[]];
    const item = list[Number(index)];
    if (item === undefined) throw new EngineError(`Fn::Select ${index}: the list has ${list.length} items`);
    return item;
  },
  'Fn::Split': (argument, scope) => {
    const [delimiter, text] = evaluate(argument, scope) as [string, string];
    return text.split(delimiter);
  },
  'Fn::If': (argument, scope) => {
    const [condition, whenTrue, whenFalse] = argument as [string, unknown, unknown];
    return evaluate(conditionHolds(condition, scope) ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = evaluate(argument, scope) as [unknown, unknown];
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) => (argument as unknown[]).every((item) => evaluate(item, scope) === true),
  'Fn::Or': (argument, scope) => (argument as unknown[]).some((item) => evaluate(item, scope) === true),
  'Fn::Not': (argument, scope) => evaluate((argument as unknown[])[0], scope) !== true,
  'Fn::FindInMap': (argument, scope) => {
    const [map = '', first = '', second = ''] = evaluate(argument, scope) as string[];
    const found = scope.assembly.mappings[map]?.[first]?.[second];
    if (found === undefined) throw new EngineError(`Fn::FindInMap ${map}.${first}.${second}: no such entry`);
    return found;
  },
  'Fn::Base64': (argument, scope) => Buffer.from(String(evaluate(argument, scope))).toString('base64'),
  'Fn::GetAZs': () => ['us-east-1a', 'us-east-1b', 'us-east-1c'],
};
