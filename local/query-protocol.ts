import { XMLBuilder } from 'fast-xml-parser';

/** A map in an AWS Query answer: written as `<entry><key/><value/></entry>`. */
export class XmlMap {
  readonly entries: Readonly<Record<string, unknown>>;
  constructor(entries: Readonly<Record<string, unknown>>) {
    this.entries = entries;
  }
}

type Node = { [key: string]: Node | string };

/** Reads an AWS Query body (`Tags.member.1.Key=a`) as the nested input it stands for: `member.N` lists become arrays,
 * `entry.N` maps become objects. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const parseQuery = (body: string): { action: string; input: Record<string, unknown> } => {
  const root: Node = {};
  for (const [path, value] of new URLSearchParams(body)) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    let node = root;
    for (const key of keys) {
      if (!Object.hasOwn(node, key) || typeof node[key] === 'string') node[key] = Object.create(null) as Node;
      node = node[key] as Node;
    }
    node[last] = value;
  }
  const { Action, Version: _version, ...input } = root;
  return { action: typeof Action === 'string' ? Action : '', input: simplify(input) as Record<string, unknown> };
};

const simplify = (node: Node | string): unknown => {
  if (typeof node === 'string') return node;
  const keys = Object.keys(node);
  const list = node.member ?? node.entry;
  if (keys.length === 1 && list !== undefined && typeof list !== 'string') {
    const members = Object.keys(list)
      .sort((a, b) => Number(a) - Number(b))
      .map((key) => simplify(list[key] as Node));
    return node.member ? members : Object.fromEntries(members.map(mapEntry));
  }
  return Object.fromEntries(keys.map((key) => [key, simplify(node[key] as Node)]));
};

const mapEntry = (entry: unknown): [string, unknown] => {
  const { key, value, Name, Value } = entry as Record<string, unknown>;
  return [String(key ?? Name), value ?? Value];
};

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });

/** Writes the answer of an operation. */
export const queryAnswer = (action: string, namespace: string, output: unknown, requestId: string): string =>
  builder.build({
    [`${action}Response`]: {
      '@xmlns': namespace,
      [`${action}Result`]: toXml(output),
      ResponseMetadata: { RequestId: requestId },
    },
  });

export const queryError = (
  namespace: string,
  code: string,
  message: string,
  status: number,
  requestId: string,
): string =>
  builder.build({
    ErrorResponse: {
      '@xmlns': namespace,
      Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
      RequestId: requestId,
    },
  });

const toXml = (value: unknown): unknown => {
  if (value === undefined || value === null) return '';
  if (value instanceof XmlMap) {
    return { entry: Object.entries(value.entries).map(([key, item]) => ({ key, value: toXml(item) })) };
  }
  if (Array.isArray(value)) return { member: value.map(toXml) };
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, toXml(item)]),
  );
};
