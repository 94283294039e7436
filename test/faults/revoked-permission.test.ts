import { rmSync } from 'node:fs';
import { changedAssembly, type Grant, grantsOf, readTemplate, revoke } from 'local-aws/testing';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { refusedTogether, refusedWithout, roleOf } from './revoked-together.ts';
import { type Run, refusedOf, run } from './roles-run.ts';

/** What no run here exercises: the engine takes these services' data itself, without a call of the role. */
const notExercised: Readonly<Record<string, string>> = {
  'logs:CreateLogGroup': 'functions log through the engine',
  'xray:PutTraceSegments': 'X-Ray is declared, not emulated',
  'xray:PutTelemetryRecords': 'X-Ray is declared, not emulated',
  'xray:GetSamplingRules': 'X-Ray is declared, not emulated',
  'xray:GetSamplingTargets': 'X-Ray is declared, not emulated',
};

/** Further grants of that kind, by the beginnings of the role's policy and of the action. */
const GRANTS_NOT_EXERCISED: readonly (readonly [policy: string, action: string, reason: string])[] = [
  ['CustomCDKBucketDeployment', '', 'the function that CDK brings is not run here; the engine copies the pages itself'],
];

const isLogging = ({ action }: Grant): boolean => action === 'logs:CreateLogStream' || action === 'logs:PutLogEvents';

const nameOf = ({ logicalId, action }: Grant): string => `${action} of ${logicalId}`;

describe('least privilege', () => {
  const grants = grantsOf(readTemplate(inject('assembly')));
  const exercised = grants.filter(
    ({ action, logicalId }) =>
      notExercised[action] === undefined &&
      !GRANTS_NOT_EXERCISED.some(([policy, name]) => logicalId.startsWith(policy) && action.startsWith(name)),
  );
  // Every function has these two, and goes on without them: one run for all.
  const [logging, working] = [exercised.filter(isLogging), exercised.filter((grant) => !isLogging(grant))];

  const refusedInFull: string[] = [];
  let full: Promise<Run> | undefined;
  /** The run with all permissions, made once. */
  const fullRun = (): Promise<Run> => {
    full ??= run(inject('assembly'), refusedInFull);
    return full;
  };
  /** Those of which a refusal was seen while others were gone too; each of the rest is taken away alone. */
  let together: Promise<Set<Grant>> | undefined;
  afterAll(async () => rmSync((await fullRun()).dataDir, { recursive: true, force: true }));

  it('a run with all permissions is refused nothing', async () => {
    const whole = await fullRun();
    expect(refusedInFull).toEqual([]);
    expect(await refusedOf(whole, inject('assembly'))).toEqual([]);
  });

  it.each(['logs:CreateLogStream', 'logs:PutLogEvents'])(
    'without %s no function can log, which is refused and stops no order',
    async (action) => {
      const revoked = logging.filter((grant) => grant.action === action);
      const assembly = changedAssembly(inject('assembly'), (template) => {
        for (const grant of revoked) revoke(template, grant);
      });
      const refusals: string[] = [];
      const { dataDir } = await run(assembly, refusals, []);
      for (const folder of [assembly, dataDir]) rmSync(folder, { recursive: true, force: true });
      const refused = refusals.filter((line) => line.includes(`not authorized to perform: ${action} `));
      const roles = new Set(refused.map((line) => /assumed-role\/([^/]+)\//.exec(line)?.[1]));
      expect(refused).toHaveLength(refusals.length);
      expect(roles.size).toBeGreaterThanOrEqual(5);
      expect(revoked.length).toBeGreaterThanOrEqual(roles.size);
    },
  );

  it.each(working.map((grant) => [nameOf(grant), grant] as const))(
    'without %s, the call is refused',
    async (_name, grant) => {
      together ??= refusedTogether(await fullRun(), inject('assembly'), working);
      if ((await together).has(grant)) return;
      const refusals = await refusedWithout(await fullRun(), inject('assembly'), [grant]);
      expect(refusals.some((line) => line.includes(`not authorized to perform: ${grant.action} `))).toBe(true);
    },
  );

  it('every statement is exercised here or listed with its reason', () => {
    expect(exercised.filter(({ action }) => action.includes('*')).map(nameOf)).toEqual([]);
    expect(working.length).toBeGreaterThan(40);
    expect(logging.length).toBeGreaterThan(20);
    const template = readTemplate(inject('assembly'));
    const roles = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
    const named = roles.map(([logicalId]) => roleOf(template, { logicalId, policy: 0, statement: 0, action: '' }));
    expect(new Set(named).size).toBe(roles.length);
  });
});
