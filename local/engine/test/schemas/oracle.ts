import { NormalizedSchema } from '@smithy/core/schema';
import { XMLParser } from 'fast-xml-parser';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** How an answer is written, as services name their protocols. */
export type WireProtocol = 'json' | 'query' | 'rest-json' | 'rest-xml';

type AnySchema = Parameters<typeof NormalizedSchema.of>[0];
type Walk = (schema: NormalizedSchema, wire: unknown, read: unknown, path: string) => readonly string[];

/** What an answer has that the SDK's schema has not, or otherwise; what of it the SDK did not read. Nothing, where all is well. */
export const lossesOf = (
  protocol: WireProtocol,
  operation: string,
  schema: AnySchema,
  wire: WireAnswer,
  read: unknown,
): readonly string[] => {
  if (schema === 'unit')
    return isEmptyAnswer(protocol, operation, wire) ? [] : [`${operation}: an answer where there is none`];
  const output = NormalizedSchema.of(schema);
  const bound = boundMembers(output);
  const payload = bound.find(({ traits }) => traits.httpPayload);
  if (payload && !payload.schema.isStructSchema()) return headerLosses(operation, bound, wire);
  const walk = protocol.endsWith('json') ? json(protocol === 'rest-json') : xml;
  const body = bodyOf(protocol, operation, wire);
  return [...headerLosses(operation, bound, wire), ...walk(output, body, read, operation)];
};

/** Whether the model has an error of this code, and its members; `common` are those that every service has. */
export const errorLosses = (
  protocol: WireProtocol,
  schemas: readonly AnySchema[],
  wire: WireAnswer,
  common: ReadonlySet<string>,
): readonly string[] => {
  const { code, message, members } = readError(protocol, wire);
  const losses = message ? [] : [`${code}: no message`];
  if (/✖|Invalid input/.test(message)) losses.push(`${code}: a library's words: ${message}`);
  const schema = schemas.find((one) => namesError(one, code, protocol));
  if (!schema) return common.has(code) ? losses : [...losses, `${code} is no error of the model`];
  const known = new Set([...NormalizedSchema.of(schema).structIterator()].map(([name]) => name.toLowerCase()));
  const unknown = Object.keys(members).filter((name) => !known.has(name.toLowerCase()));
  losses.push(...unknown.map((name) => `${code} has no member ${name}`));
  const { httpError } = NormalizedSchema.of(schema).getMergedTraits() as { httpError?: number };
  if (httpError !== undefined && protocol !== 'json' && wire.status !== httpError)
    losses.push(`${code} has the status ${httpError}, not ${wire.status}`);
  return losses;
};

const namesError = (schema: AnySchema, code: string, protocol: WireProtocol): boolean => {
  if (!Array.isArray(schema) || schema[0] !== -3) return false;
  const [queryCode] = (schema[3] as { awsQueryError?: [string, number] }).awsQueryError ?? [];
  return protocol === 'query' ? (queryCode ?? schema[2]) === code : schema[2] === code;
};

const readError = (protocol: WireProtocol, { headers, body }: WireAnswer) => {
  if (protocol.endsWith('json')) {
    const { __type, message, Message, ...members } = JSON.parse(body.toString()) as Record<string, string>;
    return { code: __type ?? headers['x-amzn-errortype'] ?? '', message: message ?? Message ?? '', members };
  }
  const parsed = parser.parse(body);
  const { Code, Message, Type: _type, RequestId: _id, ...members } = parsed.ErrorResponse?.Error ?? parsed.Error ?? {};
  return { code: String(Code ?? ''), message: String(Message ?? ''), members: protocol === 'query' ? members : {} };
};

const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreAttributes: true });

const bodyOf = (protocol: WireProtocol, operation: string, { body }: WireAnswer): unknown => {
  if (protocol.endsWith('json')) return body.length === 0 ? {} : JSON.parse(body.toString());
  const parsed = parser.parse(body) as Record<string, Record<string, unknown>>;
  if (protocol === 'query') return parsed[`${operation}Response`]?.[`${operation}Result`] ?? {};
  return Object.entries(parsed).find(([name]) => name !== '?xml')?.[1] ?? {};
};

const isEmptyAnswer = (protocol: WireProtocol, operation: string, wire: WireAnswer): boolean => {
  if (protocol === 'query') return Object.keys(bodyOf(protocol, operation, wire) as object).length === 0;
  return wire.body.length === 0 || wire.body.toString() === '{}';
};

const boundMembers = (schema: NormalizedSchema) =>
  [...schema.structIterator()].map(([name, member]) => ({
    name,
    schema: member,
    traits: member.getMergedTraits() as Readonly<Record<string, string | number>>,
  }));

/** Every header of an API's own is one that the model binds to a member. */
const headerLosses = (
  operation: string,
  bound: ReturnType<typeof boundMembers>,
  { headers }: WireAnswer,
): readonly string[] => {
  const known = new Set(bound.map(({ traits }) => String(traits.httpHeader ?? '').toLowerCase()));
  const prefixes = bound.flatMap(({ traits }) => (traits.httpPrefixHeaders ? [String(traits.httpPrefixHeaders)] : []));
  return Object.keys(headers)
    .filter((name) => name.startsWith('x-amz-') && name !== 'x-amz-request-id' && !known.has(name))
    .filter((name) => !prefixes.some((prefix) => name.startsWith(prefix)))
    .map((name) => `${operation}: the header ${name} is bound to no member`);
};

const isBound = (member: NormalizedSchema): boolean => {
  const { httpHeader, httpResponseCode, httpPrefixHeaders } = member.getMergedTraits();
  return httpHeader !== undefined || httpResponseCode !== undefined || httpPrefixHeaders !== undefined;
};

/** The members that the model says are always there: the first ones, as many as the schema's last item tells. */
const requiredOf = (schema: NormalizedSchema): readonly string[] => {
  const [, , , , names, , count] = schema.getSchema() as unknown as readonly [...unknown[]] & {
    4: string[];
    6?: number;
  };
  return (names as readonly string[]).slice(0, (count as number | undefined) ?? 0);
};

const structLosses = (
  schema: NormalizedSchema,
  wire: unknown,
  read: unknown,
  path: string,
  nameOf: (member: string, schema: NormalizedSchema) => string,
  walk: Walk,
): readonly string[] => {
  if (wire === '') return [];
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) return [`${path} is no structure`];
  const members = new Map(
    [...schema.structIterator()].map(([name, member]) => [nameOf(name, member), { name, member }]),
  );
  const losses = Object.entries(wire).flatMap(([key, value]) => {
    const found = members.get(key);
    if (!found) return [`${path}.${key} is not in the model`];
    if (value === null) return [`${path}.${key} is null`];
    const given = (read as Record<string, unknown> | undefined)?.[found.name];
    if (given === undefined) return [`${path}.${key} was lost`];
    return walk(found.member, value, given, `${path}.${key}`);
  });
  const present = new Set(Object.keys(wire));
  const missing = [...members].filter(
    ([key, { name, member }]) => requiredOf(schema).includes(name) && !isBound(member) && !present.has(key),
  );
  return [...losses, ...missing.map(([key]) => `${path}.${key} is missing`)];
};

const itemsLosses = (
  schema: NormalizedSchema,
  items: readonly unknown[],
  read: unknown,
  path: string,
  walk: Walk,
): readonly string[] => {
  if (!Array.isArray(read) || read.length !== items.length) return [`${path}: ${items.length} items were not all read`];
  return items.flatMap((item, index) => walk(schema.getValueSchema(), item, read[index], `${path}[${index}]`));
};

const entriesLosses = (
  schema: NormalizedSchema,
  entries: readonly (readonly [string, unknown])[],
  read: unknown,
  path: string,
  walk: Walk,
): readonly string[] =>
  entries.flatMap(([key, value]) => {
    const given = (read as Record<string, unknown>)[key];
    return given === undefined
      ? [`${path}.${key} was lost`]
      : walk(schema.getValueSchema(), value, given, `${path}.${key}`);
  });

const json = (rest: boolean): Walk => {
  const nameOf = (name: string, member: NormalizedSchema): string => {
    const { jsonName } = member.getMergedTraits() as { jsonName?: string };
    return rest ? (jsonName ?? name) : name;
  };
  const walk: Walk = (schema, wire, read, path) => {
    if (schema.isStructSchema()) return structLosses(schema, wire, read, path, nameOf, walk);
    if (schema.isListSchema())
      return Array.isArray(wire) ? itemsLosses(schema, wire, read, path, walk) : [`${path} is no list`];
    if (schema.isMapSchema())
      return typeof wire === 'object' && !Array.isArray(wire)
        ? entriesLosses(schema, Object.entries(wire as object), read, path, walk)
        : [`${path} is no map`];
    return leafLosses(schema, wire, read, path);
  };
  return walk;
};

/** The type of a leaf in JSON; timestamps are seconds since the epoch unless the model says otherwise. */
const leafLosses = (schema: NormalizedSchema, wire: unknown, read: unknown, path: string): readonly string[] => {
  const is = (type: string): readonly string[] =>
    typeof wire === type ? [] : [`${path} is a ${typeof wire}, no ${type}`];
  if (schema.isTimestampSchema()) {
    if (!(read instanceof Date) || Number.isNaN(read.getTime())) return [`${path} is no time`];
    const { timestampFormat } = schema.getMergedTraits() as { timestampFormat?: string };
    return timestampFormat === 'date-time' || schema.getSchema() === 5 ? is('string') : is('number');
  }
  if (schema.isBlobSchema()) return read instanceof Uint8Array ? is('string') : [`${path} is no blob`];
  if (schema.isStringSchema()) return is('string');
  if (schema.isBooleanSchema()) return is('boolean');
  return schema.isNumericSchema() ? is('number') : [];
};

const xmlName = (name: string, member: NormalizedSchema): string =>
  (member.getMergedTraits() as { xmlName?: string }).xmlName ?? name;

const xml: Walk = (schema, wire, read, path) => {
  if (schema.isStructSchema()) return structLosses(schema, wire, read, path, xmlName, xml);
  const { xmlFlattened } = schema.getMergedTraits();
  if (schema.isListSchema()) {
    const wrapped = xmlFlattened ? wire : (wire as Record<string, unknown>)[xmlName('member', schema.getValueSchema())];
    if (wire !== '' && wrapped === undefined) return [`${path} has no items`];
    return itemsLosses(schema, wire === '' ? [] : [wrapped].flat(), read, path, xml);
  }
  if (schema.isMapSchema()) {
    const [key, value] = [xmlName('key', schema.getKeySchema()), xmlName('value', schema.getValueSchema())];
    const entries = [xmlFlattened ? wire : ((wire as Record<string, unknown>).entry ?? [])].flat() as Record<
      string,
      unknown
    >[];
    return entriesLosses(
      schema,
      entries.map((entry) => [String(entry[key]), entry[value] ?? '']),
      read,
      path,
      xml,
    );
  }
  if (schema.isTimestampSchema())
    return read instanceof Date && !Number.isNaN(read.getTime()) ? [] : [`${path} is no time`];
  if (schema.isNumericSchema()) return typeof read === 'number' && !Number.isNaN(read) ? [] : [`${path} is no number`];
  if (schema.isBooleanSchema()) return wire === 'true' || wire === 'false' ? [] : [`${path} is no boolean`];
  return typeof wire === 'string' ? [] : [`${path} is no text`];
};
