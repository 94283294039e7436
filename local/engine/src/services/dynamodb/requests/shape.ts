import { AwsError } from '../../../aws-error.ts';
import { constraintFault, lowerFirst, validationMessage } from '../../../kit/constraint-fault.ts';

/** What a member of a request may be; `check` notes broken constraints and throws SerializationException on a wrong type. */
export interface Shape<T, Needed extends boolean = false> {
  readonly needed: Needed;
  /** `value` is neither null nor undefined. */
  check(value: unknown, path: string, faults: string[]): T;
}

/** What a shape's request is once checked. */
export type Checked<S> = S extends Shape<infer T, boolean> ? T : never;

type Members = Readonly<Record<string, Shape<unknown, boolean>>>;
type Structure<M extends Members> = {
  readonly [K in keyof M]: M[K] extends Shape<infer T, infer N> ? (N extends true ? T : T | undefined) : never;
};

/** Checks a request. Throws SerializationException, or ValidationException in DynamoDB's own words.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/CommonErrors.html */
export const checkRequest = <T>(shape: Shape<T, boolean>, input: unknown): T => {
  const faults: string[] = [];
  const checked = shape.check(input, '', faults);
  if (faults.length === 0) return checked;
  throw new AwsError('ValidationException', validationMessage(faults));
};

/** A member that may not be left out. */
export const needed = <T>(shape: Shape<T>): Shape<T, true> => ({ ...shape, needed: true });

const optional = <T>(check: Shape<T>['check']): Shape<T> => ({ needed: false, check });

/** Limits of a text. */
interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly oneOf?: readonly string[];
}

/** A text. */
export const text = ({ min = 0, max = Number.POSITIVE_INFINITY, pattern, oneOf }: TextLimits = {}): Shape<string> => {
  const expression = pattern === undefined ? undefined : new RegExp(`^${pattern}$`);
  return optional((value, path, faults) => {
    if (typeof value !== 'string') throw wrongType(value, 'String');
    const expect = (holds: boolean, constraint: string): void => {
      if (!holds) faults.push(constraintFault(value, path, constraint));
    };
    if (oneOf) expect(oneOf.includes(value), `Member must satisfy enum value set: [${oneOf.join(', ')}]`);
    if (expression) expect(expression.test(value), `Member must satisfy regular expression pattern: ${pattern}`);
    expect(value.length >= min, `Member must have length greater than or equal to ${min}`);
    expect(value.length <= max, `Member must have length less than or equal to ${max}`);
    return value;
  });
};

/** A whole number. */
export const integer = (min: number, max = Number.POSITIVE_INFINITY): Shape<number> =>
  optional((value, path, faults) => {
    if (typeof value !== 'number') throw wrongType(value, 'Integer');
    if (value < min)
      faults.push(constraintFault(value, path, `Member must have value greater than or equal to ${min}`));
    if (value > max) faults.push(constraintFault(value, path, `Member must have value less than or equal to ${max}`));
    return Math.floor(value);
  });

/** True or false. */
export const truth: Shape<boolean> = optional((value) => {
  if (typeof value !== 'boolean') throw wrongType(value, 'Boolean');
  return value;
});

/** A member that is read elsewhere, or not at all. */
export const anything: Shape<unknown> = optional((value) => value);

/** A list. */
export const list = <T>(of: Shape<T>, min = 0, max = Number.POSITIVE_INFINITY): Shape<readonly T[]> =>
  optional((value, path, faults) => {
    if (!Array.isArray(value)) throw serialization(structureOr(value, 'Unexpected field type'));
    const shown = `[${value.map(show).join(', ')}]`;
    if (value.length < min)
      faults.push(constraintFault(shown, path, `Member must have length greater than or equal to ${min}`));
    if (value.length > max)
      faults.push(constraintFault(shown, path, `Member must have length less than or equal to ${max}`));
    return value.map((element, index) => of.check(element ?? {}, `${path}.${index + 1}.member`, faults));
  });

/** A map of any names. */
export const mapOf = <T>(of: Shape<T>, min = 0): Shape<Readonly<Record<string, T>>> =>
  optional((value, path, faults) => {
    if (!isRecord(value)) throw serialization('Unexpected field type');
    const entries = Object.entries(value);
    if (entries.length < min)
      faults.push(
        constraintFault(JSON.stringify(value), path, `Member must have length greater than or equal to ${min}`),
      );
    const checked = Object.create(null) as Record<string, T>;
    for (const [name, each] of entries) checked[name] = of.check(each ?? {}, `${path}.${name}.member`, faults);
    return checked;
  });

/** A structure; members that it does not list are dropped, as DynamoDB does. */
export const structure = <M extends Members>(members: M): Shape<Structure<M>> =>
  optional((value, path, faults) => {
    if (!isRecord(value)) throw serialization(structureOr(value, 'Unexpected field type'));
    const checked: Record<string, unknown> = {};
    for (const [name, shape] of Object.entries(members)) {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      const at = path === '' ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
      if (member != null) checked[name] = shape.check(member, at, faults);
      else if (shape.needed) faults.push(constraintFault(null, at, 'Member must not be null'));
    }
    return checked as Structure<M>;
  });

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const structureOr = (value: unknown, otherwise: string): string =>
  isRecord(value) ? 'Start of structure or map found where not expected' : otherwise;

const wrongType = (value: unknown, wanted: string): AwsError => {
  if (Array.isArray(value)) return serialization(`Unrecognized collection type class java.lang.${wanted}`);
  if (isRecord(value)) return serialization('Start of structure or map found where not expected');
  const kinds: Readonly<Record<string, string>> = {
    string: 'STRING_VALUE',
    number: Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE',
    boolean: value ? 'TRUE_VALUE' : 'FALSE_VALUE',
  };
  return serialization(`${kinds[typeof value]} cannot be converted to ${wanted}`);
};

const serialization = (message: string): AwsError => new AwsError('SerializationException', message);
