/** One attribute's value, as on the wire: numbers are text, binary values base64.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] }
  | { M: Item }
  | { L: AttributeValue[] };

/** An item's attributes by their names; any text is a name, `__proto__` too: look up own members only. */
export type Item = { [name: string]: AttributeValue };
