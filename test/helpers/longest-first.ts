import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Projects in the order in which they begin: those whose files take longest first, so that no worker is left alone with one. */
const PROJECTS = ['mutations', 'faults', 'browser', 'integration', 'build', 'engine', 'infra', 'unit'];

/** Files that begin before the others of their project, because they take longest. */
const LONGEST = [
  'test/mutations/walks.test.ts',
  'test/browser/support-states.test.ts',
  'test/browser/support.test.ts',
  'test/browser/sending.test.ts',
  'test/integration/dev.test.ts',
  'test/integration/tour.test.ts',
  'test/integration/support/dead-letters.test.ts',
  'test/integration/operations/preflight.test.ts',
  'test/faults/disk-full.test.ts',
  'test/faults/kill.test.ts',
  'test/faults/revoked-permission.test.ts',
  'test/browser/access.test.ts',
  'test/integration/email/once.test.ts',
  'test/integration/pipeline/order.test.ts',
  'test/build/bundles.test.ts',
  'local/engine/test/services/lambda/invoke.test.ts',
  'local/engine/test/services/pipes/pipe.test.ts',
];

const rankOf = ({ project, moduleId }: TestSpecification): number => {
  const file = LONGEST.findIndex((end) => moduleId.endsWith(end));
  return PROJECTS.indexOf(project.name) * 100 + (file < 0 ? LONGEST.length : file);
};

/** Keeps the files of a project together, as its workers are used again for them, and begins with what takes longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rankOf(a) - rankOf(b) || a.moduleId.localeCompare(b.moduleId));
  }
}
