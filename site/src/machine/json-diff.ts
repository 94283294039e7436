/** What differs between two JSON values at one place. */
export interface Difference {
  /** `items[0].unitPriceCents`; empty for the whole value. */
  path: string;
  kind: 'added' | 'removed' | 'changed';
  /** JSON; undefined where it was added. */
  before: string | undefined;
  /** JSON; undefined where it was removed. */
  after: string | undefined;
}

type Container = Readonly<Record<string, unknown>>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Two objects, or two arrays: else the one replaced the other as a whole. */
const areAlike = (before: unknown, after: unknown): boolean =>
  isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after);

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

const within = (path: string, name: string, isArray: boolean): string => {
  if (isArray) return `${path}[${name}]`;
  if (!PLAIN_NAME.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
};

const compare = (path: string, before: unknown, after: unknown): Difference[] => {
  if (!(areAlike(before, after) && isContainer(before) && isContainer(after))) {
    const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
    return was === is ? [] : [{ path, kind: 'changed', before: was, after: is }];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): Difference[] => {
    const place = within(path, name, Array.isArray(before));
    const [was, is] = [Object.hasOwn(before, name), Object.hasOwn(after, name)];
    if (was && is) return compare(place, before[name], after[name]);
    return was
      ? [{ path: place, kind: 'removed', before: JSON.stringify(before[name]), after: undefined }]
      : [{ path: place, kind: 'added', before: undefined, after: JSON.stringify(after[name]) }];
  });
};

/** What differs from one JSON text to another, place by place; undefined where one of them is no JSON. */
export const differencesOf = (before: string, after: string): readonly Difference[] | undefined => {
  try {
    return compare('', JSON.parse(before), JSON.parse(after));
  } catch {
    return undefined;
  }
};
