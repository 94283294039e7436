import { EngineError } from '../aws-error.ts';
import type { Assembly } from './load.ts';
import { references } from './order.ts';

/** One difference between a deployment and the template that updates it. */
export interface Change {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly logicalId: string;
  readonly type: string;
}

/** What an update has to do. */
export interface Plan {
  readonly changes: readonly Change[];
  /** The resources to provision: those that differ, and those that what differs may have left without its hold on them. */
  readonly touched: ReadonlySet<string>;
}

/** A template's resources in dependency order. */
export interface Ordered {
  readonly assembly: Assembly;
  readonly order: readonly string[];
}

/** Compares two templates of one stack. Whatever refers to a resource that is provisioned again is provisioned again too: it
 * may hang on it (a method on its API, a policy on its role). `removable` tells the types that can be removed by themselves; of
 * the others, what they hang on is made anew without them. Throws EngineError for another stack. */
export const planUpdate = (before: Ordered, after: Ordered, removable: (type: string) => boolean): Plan => {
  const { assembly: old } = before;
  const { assembly: now } = after;
  if (old.stackName !== now.stackName) {
    throw new EngineError(`the engine runs stack ${old.stackName}, not ${now.stackName}: stop it and start it anew`);
  }
  const changes = compare(before, after);
  const kept = new Set(after.order);
  const touched = new Set(changes.filter(({ kind }) => kind !== 'removed').map(({ logicalId }) => logicalId));
  for (const { kind, logicalId, type } of changes) {
    if (kind === 'added' || removable(type)) continue;
    for (const id of references(old.resources[logicalId]?.Properties)) if (kept.has(id)) touched.add(id);
  }
  const all = surroundings(old) !== surroundings(now);
  for (const id of after.order) {
    if (all || references(now.resources[id]?.Properties).some((other) => touched.has(other))) touched.add(id);
  }
  return { changes, touched };
};

const compare = (before: Ordered, after: Ordered): readonly Change[] => {
  const existed = new Set(before.order);
  const kept = new Set(after.order);
  const old = before.assembly.resources;
  const now = after.assembly.resources;
  const present = after.order.flatMap((logicalId): Change[] => {
    const type = now[logicalId]?.Type ?? '';
    if (!existed.has(logicalId)) return [{ kind: 'added', logicalId, type }];
    const { Type, Properties } = old[logicalId] ?? {};
    const same = Type === type && JSON.stringify(Properties) === JSON.stringify(now[logicalId]?.Properties);
    return same ? [] : [{ kind: 'changed', logicalId, type }];
  });
  const gone = before.order.filter((id) => !kept.has(id)).toReversed();
  return [...present, ...gone.map((id): Change => ({ kind: 'removed', logicalId: id, type: old[id]?.Type ?? '' }))];
};

/** What the values of any resource may depend on beside other resources. */
const surroundings = ({ parameters, conditions, mappings }: Assembly): string =>
  JSON.stringify([parameters, conditions, mappings]);
