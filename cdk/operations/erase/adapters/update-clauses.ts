import type { Erasure } from '../erasure.ts';

/** An erasure as DynamoDB's update: every attribute goes through a placeholder, as what must go may have any name. */
export const clausesOf = ({ set, remove }: Erasure) => {
  const sets = Object.entries(set);
  const clauses = [
    ...(sets.length > 0 ? [`SET ${sets.map((_, index) => `#s${index} = :s${index}`).join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.map((_, index) => `#r${index}`).join(', ')}`] : []),
  ];
  return {
    expression: clauses.join(' '),
    names: Object.fromEntries([
      ...sets.map(([name], index) => [`#s${index}`, name]),
      ...remove.map((name, index) => [`#r${index}`, name]),
    ]) as Record<string, string>,
    values: Object.fromEntries(sets.map(([, value], index) => [`:s${index}`, value])) as Record<string, unknown>,
  };
};
