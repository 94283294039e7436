import { AwsError } from '../../../aws-error.ts';
import type { AttributeValue, Item } from './attribute-value.ts';
import { normalizeNumber } from './numbers.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-attributes */
const MAX_NESTING = 32;

type Raw = Readonly<Record<string, unknown>>;

/** Reads the attributes of an item or a key. What is in order is given back as it came, not copied. Throws ValidationException or
 * SerializationException. */
export const readItem = (raw: unknown): Item => readMap(raw, 0);

/** Reads one attribute's value: numbers in canonical text, sets without duplicates. Throws ValidationException or
 * SerializationException. */
export const readValue = (raw: unknown): AttributeValue => read(raw, 0);

const read = (raw: unknown, depth: number): AttributeValue => {
  if (!isObject(raw)) throw unreadable('Unexpected value type in payload');
  const types = Object.keys(raw).filter((type) => Object.hasOwn(READERS, type) && raw[type] != null);
  const [type] = types;
  if (type === undefined) {
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  const given = raw[type];
  const value = READERS[type as keyof typeof READERS](given, depth);
  if (types.length > 1) {
    throw invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  const asGiven = value === given && Object.keys(raw).length === 1;
  return (asGiven ? raw : { [type]: value }) as AttributeValue;
};

const readMap = (raw: unknown, depth: number): Item => {
  if (!isObject(raw)) throw unreadable(Array.isArray(raw) ? COLLECTION : 'Unexpected field type');
  let copy: Item | undefined;
  for (const name of Object.keys(raw)) {
    const value = read(raw[name], depth);
    if (value === raw[name]) continue;
    copy ??= Object.assign(Object.create(null) as Item, raw);
    copy[name] = value;
  }
  return copy ?? (raw as Item);
};

const readList = (raw: unknown, depth: number): AttributeValue[] => {
  if (!Array.isArray(raw)) throw unreadable('Unexpected field type');
  return readAll(raw, (element) => read(element, depth));
};

/** The list as it came where reading changes none of its elements. */
const readAll = <T>(raw: readonly unknown[], readOne: (element: unknown) => T): T[] => {
  const list = raw.map(readOne);
  return list.some((element, index) => element !== raw[index]) ? list : (raw as T[]);
};

const deeper = (depth: number): number => {
  if (depth >= MAX_NESTING) throw invalid('Nesting Levels have exceeded supported limits');
  return depth + 1;
};

const readText = (raw: unknown): string => {
  if (typeof raw === 'string') return raw;
  throw unreadable(`${kindOf(raw)} cannot be converted to String`);
};

/** Written alike by JavaScript and DynamoDB: most numbers are. */
const PLAIN_INTEGER = /^(?:0|-?[1-9]\d{0,36})$/;

const readNumber = (raw: unknown): string => {
  const text = readText(raw);
  return PLAIN_INTEGER.test(text) ? text : normalizeNumber(text);
};

const readBinary = (raw: unknown): string => {
  if (typeof raw !== 'string') throw unreadable('only base-64-encoded strings are convertible to bytes');
  if (raw.length % 4 !== 0) {
    throw unreadable(`Base64 encoded length is expected a multiple of 4 bytes but found: ${raw.length}`);
  }
  if (Buffer.from(raw, 'base64').toString('base64') !== raw) {
    throw unreadable('Invalid last non-pad Base64 character dectected');
  }
  return raw;
};

const readSet = (raw: unknown, readOne: (element: unknown) => string): string[] => {
  if (!Array.isArray(raw)) throw unreadable('Unexpected field type');
  return readAll(raw, readOne);
};

const PARAMETER = 'One or more parameter values were invalid:';
const COLLECTION =
  'Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>';
const hasDuplicates = (list: readonly string[]): boolean => new Set(list).size < list.length;

/** The texts, odd as they are, are DynamoDB's own. */
const READERS = {
  S: readText,
  N: readNumber,
  B: readBinary,
  BOOL: (raw: unknown) => {
    if (typeof raw === 'boolean') return raw;
    throw unreadable(`${kindOf(raw)} cannot be converted to Boolean`);
  },
  NULL: (raw: unknown) => {
    if (raw === true) return true;
    if (raw === false) throw invalid(`${PARAMETER} Null attribute value types must have the value of true`);
    throw unreadable(`${kindOf(raw)} cannot be converted to Boolean`);
  },
  SS: (raw: unknown) => {
    const set = readSet(raw, readText);
    if (set.length === 0) throw invalid(`${PARAMETER} An string set  may not be empty`);
    if (hasDuplicates(set)) throw invalid(`${PARAMETER} Input collection [${set.join(', ')}] contains duplicates.`);
    return set;
  },
  NS: (raw: unknown) => {
    const set = readSet(raw, readNumber);
    if (set.length === 0) throw invalid(`${PARAMETER} An number set  may not be empty`);
    if (hasDuplicates(set)) throw invalid('Input collection contains duplicates');
    return set;
  },
  BS: (raw: unknown) => {
    const set = readSet(raw, readBinary);
    if (set.length === 0) throw invalid(`${PARAMETER} Binary sets should not be empty`);
    if (hasDuplicates(set)) {
      throw invalid(`${PARAMETER} Input collection [${set.join(', ')}]of type BS contains duplicates.`);
    }
    return set;
  },
  M: (raw: unknown, depth: number) => readMap(raw, deeper(depth)),
  L: (raw: unknown, depth: number) => readList(raw, deeper(depth)),
} satisfies Record<string, (raw: unknown, depth: number) => unknown>;

const isObject = (raw: unknown): raw is Raw => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

const kindOf = (raw: unknown): string => {
  if (typeof raw === 'boolean') return raw ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof raw === 'number') return Number.isInteger(raw) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
  if (typeof raw === 'string') return 'STRING_VALUE';
  return Array.isArray(raw) ? 'START_ARRAY' : 'START_OBJECT';
};

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);
const unreadable = (message: string): AwsError => new AwsError('SerializationException', message);
