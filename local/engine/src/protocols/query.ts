import { AwsError } from '../aws-error.ts';
import { escapeXml } from '../kit/escape.ts';
import type { HttpResponse } from '../service.ts';
import type { Protocol } from './protocol.ts';

/** A map in an AWS Query answer: written as `<entry><key/><value/></entry>`. */
export class XmlMap {
  readonly entries: Readonly<Record<string, unknown>>;
  constructor(entries: Readonly<Record<string, unknown>>) {
    this.entries = entries;
  }
}

/** A query body as a tree: each part of a name is a level. */
export type QueryNode = { [key: string]: QueryNode | string };

/** No AWS API nests deeper; a limit keeps a hostile body from exhausting the stack. */
const DEEPEST = 16;

/** Reads an AWS Query body (`Tags.member.1.Key=a`) as the nested input it stands for: `member.N` lists become arrays,
 * `entry.N` maps become objects, and an empty list, sent as `Tags=`, stays ''. Throws AwsError MalformedQueryString.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const parseQuery = (body: string): { action: string; input: Record<string, unknown> } => {
  const { action, parameters } = readQuery(body);
  return { action, input: membersOf(parameters) };
};

/** The action that a query body names, and its parameters as a tree. Throws AwsError MalformedQueryString. */
export const readQuery = (body: string): { action: string; parameters: QueryNode } => {
  const root = emptyNode();
  for (const [path, value] of new URLSearchParams(body)) insert(root, path.split('.'), value);
  const { Action, Version: _version, ...parameters } = root;
  return { action: typeof Action === 'string' ? Action : '', parameters };
};

// Without a prototype, `__proto__` is a key like any other.
const emptyNode = (): QueryNode => Object.create(null) as QueryNode;

const insert = (root: QueryNode, keys: readonly string[], value: string): void => {
  if (keys.length > DEEPEST) throw malformed('a parameter is nested too deep');
  let node = root;
  for (const key of keys.slice(0, -1)) {
    const next = node[key];
    if (typeof next === 'object') {
      node = next;
    } else {
      const child = emptyNode();
      node[key] = child;
      node = child;
    }
  }
  node[keys.at(-1) ?? ''] = value;
};

const simplify = (node: QueryNode | string): unknown => {
  if (typeof node === 'string') return node;
  const [only, ...others] = Object.keys(node);
  const list = only && others.length === 0 ? node[only] : undefined;
  if (typeof list === 'object' && only === 'member') return numbered(list).map(simplify);
  if (typeof list === 'object' && only === 'entry') return Object.fromEntries(numbered(list).map(toEntry));
  return membersOf(node);
};

const membersOf = (node: QueryNode): Record<string, unknown> =>
  Object.fromEntries(Object.entries(node).map(([key, child]) => [key, simplify(child)]));

/** The members of a list, in the order of their numbers. */
export const numbered = (list: QueryNode): readonly (QueryNode | string)[] => {
  const indices = Object.keys(list);
  if (!indices.every((index) => /^\d+$/.test(index))) throw malformed('list members must be numbered');
  return indices.sort((a, b) => Number(a) - Number(b)).map((index) => list[index] ?? '');
};

/** Services name the two halves of an entry `key` and `value`, or `Name` and `Value`. */
const toEntry = (entry: QueryNode | string): readonly [string, unknown] => {
  const key = typeof entry === 'object' ? (entry.key ?? entry.Name) : undefined;
  const value = typeof entry === 'object' ? (entry.value ?? entry.Value) : undefined;
  if (typeof key !== 'string' || value === undefined) throw malformed('a map entry needs a name and a value');
  return [key, simplify(value)];
};

/** What a query body that cannot be read is told. */
export const malformed = (reason: string): AwsError =>
  new AwsError('MalformedQueryString', `The query string contains a syntax error: ${reason}`);

/** Writes the answer of an operation; one without an output has no result element. */
export const queryAnswer = (action: string, namespace: string, output: unknown, requestId: string): string =>
  queryDocument(action, namespace, output === undefined ? undefined : content(output), requestId);

/** Wraps the XML of a result, if there is one, as the answer of an operation. */
export const queryDocument = (
  action: string,
  namespace: string,
  inner: string | undefined,
  requestId: string,
): string => {
  const result = inner === undefined ? '' : element(`${action}Result`, inner);
  const metadata = element('ResponseMetadata', element('RequestId', escapeXml(requestId)));
  return `<${action}Response xmlns="${escapeXml(namespace)}">${result}${metadata}</${action}Response>`;
};

/** Writes an error; its type says whose fault it is. */
export const queryError = (
  namespace: string,
  code: string,
  message: string,
  status: number,
  requestId: string,
): string => {
  const error = content({ Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message });
  const body = element('Error', error) + element('RequestId', escapeXml(requestId));
  return `<ErrorResponse xmlns="${escapeXml(namespace)}">${body}</ErrorResponse>`;
};

/** An XML element around XML. */
export const element = (name: string, inner: string): string =>
  inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;

const content = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (value instanceof XmlMap) {
    const entries = Object.entries(value.entries).filter(([, item]) => item !== undefined);
    return entries.map(([key, item]) => element('entry', content({ key, value: item }))).join('');
  }
  if (Array.isArray(value)) return value.map((item) => element('member', content(item))).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return escapeXml(String(value));
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return members.map(([name, item]) => element(name, content(item))).join('');
};

/** An answer of XML. */
export const xmlResponse = (status: number, requestId: string, body: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body,
});

/** AWS Query: a form with an `Action`, answered in XML. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const query: Protocol = {
  decode: (_dialect, request) => {
    const { action, input } = parseQuery(request.body.toString() || request.query.toString());
    return { operation: action, input };
  },
  encode: ({ xmlNamespace = '' }, { operation }, output, requestId) =>
    xmlResponse(200, requestId, queryAnswer(operation, xmlNamespace, output, requestId)),
  encodeError: ({ xmlNamespace = '' }, { code, message, status }, requestId) =>
    xmlResponse(status, requestId, queryError(xmlNamespace, code, message, status, requestId)),
  unknownOperation: (text) => new AwsError('InvalidAction', text, 400),
};
