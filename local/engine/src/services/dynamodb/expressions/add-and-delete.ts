import type { AttributeValue } from '../values/attribute-value.ts';
import { addNumbers } from '../values/numbers.ts';

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

const difference = (a: readonly string[], b: readonly string[]): string[] => {
  const gone = new Set(b);
  return a.filter((member) => !gone.has(member));
};

/** What ADD makes of a value: the sum of numbers, the union of sets of one type; undefined when the types do not fit. A value that is not
 * there counts as zero, or as the empty set. */
export const addToValue = (existing: AttributeValue | undefined, added: AttributeValue): AttributeValue | undefined => {
  if (existing === undefined) return added;
  if ('N' in added && 'N' in existing) return { N: addNumbers(existing.N, added.N) };
  if ('SS' in added && 'SS' in existing) return { SS: union(existing.SS, added.SS) };
  if ('NS' in added && 'NS' in existing) return { NS: union(existing.NS, added.NS) };
  if ('BS' in added && 'BS' in existing) return { BS: union(existing.BS, added.BS) };
  return undefined;
};

/** What DELETE leaves of a set; undefined when the types do not fit. No set is stored empty. */
export const deleteFromSet = (
  existing: AttributeValue,
  deleted: AttributeValue,
): AttributeValue | 'empty' | undefined => {
  if ('SS' in deleted && 'SS' in existing) return setOrEmpty('SS', difference(existing.SS, deleted.SS));
  if ('NS' in deleted && 'NS' in existing) return setOrEmpty('NS', difference(existing.NS, deleted.NS));
  if ('BS' in deleted && 'BS' in existing) return setOrEmpty('BS', difference(existing.BS, deleted.BS));
  return undefined;
};

const setOrEmpty = (type: 'SS' | 'NS' | 'BS', members: string[]): AttributeValue | 'empty' => {
  if (members.length === 0) return 'empty';
  if (type === 'SS') return { SS: members };
  return type === 'NS' ? { NS: members } : { BS: members };
};
