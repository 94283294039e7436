import { rmSync } from 'node:fs';
import { changedAssembly, type Grant, readTemplate, revoke, type Template } from 'local-aws/testing';
import { type Run, refusedOf } from './roles-run.ts';

/** As much of a role's logical id as every name has that is made of it. */
const BEGINNING = 30;

/** The beginning of the logical id, and so of the name, of the role that a grant is for: a policy's first, or itself. */
export const roleOf = (template: Template, { logicalId }: Grant): string => {
  const roles = template.Resources[logicalId]?.Properties.Roles as { Ref: string }[] | undefined;
  return (roles?.[0]?.Ref ?? logicalId).slice(0, BEGINNING);
};

/** What is refused of a run under an assembly without some grants. */
export const refusedWithout = async (
  full: Run,
  assembly: string,
  grants: readonly Grant[],
): Promise<readonly string[]> => {
  const changed = changedAssembly(assembly, (template) => {
    for (const grant of grants) revoke(template, grant);
  });
  try {
    return await refusedOf(full, changed);
  } finally {
    rmSync(changed, { recursive: true, force: true });
  }
};

/** The grants without which a call is refused: taken away together, one of each action and role, as a refusal names both. One may
 * hide another (a call asks for two, a start ends at the first), so that those which were seen are given back, and the others are
 * taken away again until none more is seen. */
export const refusedTogether = async (full: Run, assembly: string, grants: readonly Grant[]): Promise<Set<Grant>> => {
  const template = readTemplate(assembly);
  const seen = new Set<Grant>();
  for (;;) {
    const batch = new Map<string, Grant>();
    for (const grant of grants) {
      const key = `${grant.action} ${roleOf(template, grant)}`;
      if (!seen.has(grant) && !batch.has(key)) batch.set(key, grant);
    }
    const refusals = await refusedWithout(full, assembly, [...batch.values()]);
    const found = [...batch.values()].filter((grant) => {
      const [action, role] = [`not authorized to perform: ${grant.action} `, roleOf(template, grant)];
      return refusals.some(
        (line) => line.includes(action) && /:assumed-role\/([^/]+)\//.exec(line)?.[1]?.includes(role),
      );
    });
    if (found.length === 0) return seen;
    for (const grant of found) seen.add(grant);
  }
};
