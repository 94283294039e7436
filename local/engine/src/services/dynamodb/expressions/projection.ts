import { own } from '../../../kit/own.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { setOwn } from './own-members.ts';
import type { Steps } from './path.ts';

/** The paths of a projection by what they share; a leaf takes the whole value. */
type Tree = Map<string | number, Tree | 'whole'>;

const treeOf = (paths: readonly Steps[]): Tree => {
  const root: Tree = new Map();
  for (const path of paths) {
    let tree = root;
    for (const [index, by] of path.entries()) {
      const next = tree.get(by);
      if (index === path.length - 1) tree.set(by, 'whole');
      else if (next instanceof Map) tree = next;
      else {
        const branch: Tree = new Map();
        tree.set(by, branch);
        tree = branch;
      }
    }
  }
  return root;
};

const projectMap = (map: Item, tree: Tree): Item | undefined => {
  let projected: Item | undefined;
  for (const [name, branch] of tree) {
    const value = typeof name === 'string' ? own(map, name) : undefined;
    const part = value === undefined ? undefined : projectValue(value, branch);
    if (part === undefined) continue;
    projected ??= {};
    setOwn(projected, String(name), part);
  }
  return projected;
};

const projectList = (list: readonly AttributeValue[], tree: Tree): AttributeValue[] | undefined => {
  const projected = list.flatMap((value, index) => {
    const branch = tree.get(index);
    const part = branch === undefined ? undefined : projectValue(value, branch);
    return part === undefined ? [] : [part];
  });
  return projected.length > 0 ? projected : undefined;
};

const projectValue = (value: AttributeValue, tree: Tree | 'whole'): AttributeValue | undefined => {
  if (tree === 'whole') return value;
  if ('M' in value) {
    const projected = projectMap(value.M, tree);
    return projected === undefined ? undefined : { M: projected };
  }
  const projected = 'L' in value ? projectList(value.L, tree) : undefined;
  return projected === undefined ? undefined : { L: projected };
};

/** A function that gives the parts of an item that lie at paths, which do not overlap; elements of a list keep their order and close up.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html */
export const projector = (paths: readonly Steps[]): ((item: Item) => Item) => {
  const tree = treeOf(paths);
  return (item) => projectMap(item, tree) ?? {};
};
