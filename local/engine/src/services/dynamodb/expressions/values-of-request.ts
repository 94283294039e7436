import { own } from '../../../kit/own.ts';
import type { AttributeValue } from '../values/attribute-value.ts';

/** A request's ExpressionAttributeValues by their placeholders. */
export type Values = Readonly<Record<string, AttributeValue>>;

/** The value of a placeholder that the checks found to be defined. */
export const valueNamed = (values: Values, name: string): AttributeValue => {
  const value = own(values, name);
  if (value === undefined) throw new TypeError(`an undefined placeholder: ${name}`);
  return value;
};
