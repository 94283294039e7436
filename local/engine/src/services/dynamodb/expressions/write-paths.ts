import { own } from '../../../kit/own.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { setOwn } from './own-members.ts';
import type { Steps } from './path.ts';

/** What to put at a path, or, without a value, that it goes. */
export interface Write {
  path: Steps;
  value: AttributeValue | undefined;
}

/** The writes below one place, by their next step. */
type Branches = Map<string | number, Branches | { value: AttributeValue | undefined }>;

const branchesOf = (writes: readonly Write[]): Branches => {
  const root: Branches = new Map();
  for (const { path, value } of writes) {
    let branches = root;
    for (const [index, by] of path.entries()) {
      if (index === path.length - 1) {
        branches.set(by, { value });
        break;
      }
      const next = branches.get(by);
      const branch: Branches = next instanceof Map ? next : new Map();
      branches.set(by, branch);
      branches = branch;
    }
  }
  return root;
};

const writtenValue = (
  existing: AttributeValue | undefined,
  write: Branches | { value: AttributeValue | undefined },
): AttributeValue | undefined => {
  if (!(write instanceof Map)) return write.value;
  if (existing !== undefined && 'M' in existing) return { M: writtenMap(existing.M, write) };
  if (existing !== undefined && 'L' in existing) return { L: writtenList(existing.L, write) };
  return existing;
};

const writtenMap = (map: Item, writes: Branches): Item => {
  const copy = { ...map };
  for (const [by, write] of writes) {
    const name = String(by);
    const value = writtenValue(own(map, name), write);
    if (value === undefined) delete copy[name];
    else setOwn(copy, name, value);
  }
  return copy;
};

/** Indexes count in the list as it was: what is beyond its end is appended in the order of the indexes, what is removed closes up last. */
const writtenList = (list: readonly AttributeValue[], writes: Branches): AttributeValue[] => {
  const values: (AttributeValue | undefined)[] = [...list];
  const appended: [number, AttributeValue][] = [];
  for (const [by, write] of writes) {
    const index = Number(by);
    const value = writtenValue(list[index], write);
    if (index < list.length) values[index] = value;
    else if (value !== undefined) appended.push([index, value]);
  }
  appended.sort(([a], [b]) => a - b);
  return [...values.filter((value) => value !== undefined), ...appended.map(([, value]) => value)];
};

/** A copy of an item with values put at paths or taken away; what no path leads through is shared with the item. The paths do not overlap,
 * and what holds their last step is there. */
export const written = (item: Item, writes: readonly Write[]): Item => writtenMap(item, branchesOf(writes));
