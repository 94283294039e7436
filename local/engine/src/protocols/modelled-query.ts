import { AwsError } from '../aws-error.ts';
import { escapeXml } from '../kit/escape.ts';
import { own } from '../kit/own.ts';
import type { Protocol } from './protocol.ts';
import {
  element,
  malformed,
  numbered,
  type QueryNode,
  query,
  queryDocument,
  queryError,
  readQuery,
  xmlResponse,
} from './query.ts';
import type { QueryMember, QueryShape, QueryStructure } from './query-model.ts';

/** AWS Query for a service that speaks JSON now: its model says how that service names lists and maps, and what is a number.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const modelledQuery: Protocol = {
  decode: ({ queryModel }, request) => {
    const { action, parameters } = readQuery(request.body.toString() || request.query.toString());
    const { input: shape } = own(queryModel?.operations ?? {}, action) ?? { input: { members: {} } };
    const input = readStructure(shape, parameters);
    const { pathMember } = queryModel ?? {};
    const byPath = pathMember && request.path !== '/' && Object.hasOwn(shape.members, pathMember);
    return { operation: action, input: byPath ? { [pathMember]: request.path, ...input } : input };
  },
  encode: ({ queryModel }, { operation }, output, requestId) => {
    const shape = own(queryModel?.operations ?? {}, operation)?.output;
    const result = shape && writeStructure(shape, output ?? {});
    return xmlResponse(200, requestId, queryDocument(operation, queryModel?.namespace ?? '', result, requestId));
  },
  encodeError: ({ queryModel, queryErrorCode }, { code, message, status }, requestId) => {
    const known = own(queryModel?.errors ?? {}, code);
    const old = known?.code ?? queryErrorCode?.(code) ?? code;
    const oldStatus = known?.status ?? status;
    return xmlResponse(
      oldStatus,
      requestId,
      queryError(queryModel?.namespace ?? '', old, message, oldStatus, requestId),
    );
  },
  unknownOperation: query.unknownOperation,
};

const readStructure = ({ members }: QueryStructure, node: QueryNode): Record<string, unknown> => {
  const read: Record<string, unknown> = {};
  for (const [member, { shape, name = member }] of Object.entries(members)) {
    const given = node[name];
    if (given !== undefined) read[member] = readValue(name, shape, given);
  }
  return read;
};

const readValue = (name: string, shape: QueryShape, given: QueryNode | string): unknown => {
  if (typeof shape === 'object') return readNested(name, shape, given);
  if (typeof given !== 'string') throw malformed(`${name} has no parts`);
  if (shape === 'number') return readNumber(name, given);
  if (shape === 'boolean') return given === 'true';
  return given;
};

const readNested = (name: string, shape: Exclude<QueryShape, string>, given: QueryNode | string): unknown => {
  if ('members' in shape) {
    if (typeof given === 'string') throw malformed(`${name} has members`);
    return readStructure(shape, given);
  }
  const items = itemsOf(given);
  if ('list' in shape) return items.map((item) => readValue(name, shape.list, item));
  return Object.fromEntries(
    items.map((item) => {
      const key = typeof item === 'object' ? item[shape.key] : undefined;
      if (typeof item === 'string' || typeof key !== 'string') throw malformed(`an entry of ${name} needs a name`);
      return [key, readValue(name, shape.map, item[shape.value] ?? '')];
    }),
  );
};

/** `Name.1` is how these lists are sent; `Name.member.1` and `Name.entry.1` are how others are; `Name=` is an empty one. */
const itemsOf = (given: QueryNode | string): readonly (QueryNode | string)[] => {
  if (given === '') return [];
  if (typeof given === 'string') throw malformed('list members must be numbered');
  const wrapped = given.member ?? given.entry;
  return numbered(typeof wrapped === 'object' ? wrapped : given);
};

const readNumber = (name: string, text: string): number => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Value ${text} for parameter ${name} is invalid. Reason: Must be an integer.`,
    );
  }
  return value;
};

const writeStructure = ({ members }: QueryStructure, value: object): string =>
  Object.entries(members)
    .map(([name, member]) => {
      const given = (value as Record<string, unknown>)[name];
      return given === undefined || given === null ? '' : writeMember(member.name ?? name, member, given);
    })
    .join('');

const writeMember = (name: string, { shape }: QueryMember, value: unknown): string => {
  if (typeof shape !== 'object' || 'members' in shape) return element(name, writeValue(shape, value));
  if ('list' in shape) return (value as unknown[]).map((item) => element(name, writeValue(shape.list, item))).join('');
  return Object.entries(value as object)
    .map(([key, item]) =>
      element(name, element(shape.key, escapeXml(key)) + element(shape.value, writeValue(shape.map, item))),
    )
    .join('');
};

const writeValue = (shape: QueryShape, value: unknown): string =>
  typeof shape === 'object' && 'members' in shape ? writeStructure(shape, value as object) : escapeXml(String(value));
