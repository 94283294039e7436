import { escapeXml } from '../kit/escape.ts';

/** A value of a REST XML answer: an array is written as one element for each of its items. */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

/** Writes an answer of a REST XML service. https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html */
export const xmlDocument = (root: string, value: XmlValue, namespace?: string): string => {
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${content(value)}</${root}>`;
};

const content = (value: XmlValue): string => {
  if (value === undefined || Array.isArray(value)) return '';
  if (typeof value !== 'object') return escapeXml(String(value));
  return Object.entries(value)
    .flatMap(([name, item]) => [item ?? []].flat().map((one) => `<${name}>${content(one)}</${name}>`))
    .join('');
};
