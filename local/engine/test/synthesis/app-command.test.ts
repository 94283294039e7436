import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { synthesizeApp } from '../../src/synthesis/app-command.ts';

const projectOf = (settings: object) => {
  const projectDir = mkdtempSync(join(tmpdir(), 'app-'));
  writeFileSync(join(projectDir, 'cdk.json'), JSON.stringify(settings));
  return { projectDir, context: { stage: 'dev' } };
};

describe('the commands of cdk.json', () => {
  const app = 'echo "$CDK_OUTDIR $CDK_CONTEXT_JSON" >> calls';

  it('are run one after the other, with the context of the file and that which is given', async () => {
    const project = projectOf({ build: 'echo built >> calls', app, context: { flag: true } });
    await synthesizeApp(project, '/out');
    await synthesizeApp(project, '/out', { build: false });
    const synthesized = '/out {"flag":true,"stage":"dev"}';
    expect(readFileSync(join(project.projectDir, 'calls'), 'utf8').trim().split('\n')).toEqual([
      'built',
      synthesized,
      synthesized,
    ]);
  });

  it('tell in their own words why they failed', async () => {
    const failing = projectOf({ build: 'echo "no such module" >&2; exit 3', app });
    await expect(synthesizeApp(failing, '/out')).rejects.toThrow('the stack could not be synthesized:\nno such module');
  });
});
