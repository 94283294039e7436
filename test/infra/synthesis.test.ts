import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import {
  fakeDist,
  fakeSite,
  ofType,
  prodContext,
  stackOf,
  synthesizedTemplate,
  temporaryFolder,
  testApp,
} from './synthesized.ts';

const root = resolve(import.meta.dirname, '../..');

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => statSync(file).isFile())
      .map((file) => [relative(folder, file), readFileSync(file, 'utf8')]),
  );

describe('synthesis', () => {
  it('gives the same bytes each time', () => {
    const dist = fakeDist();
    const [first, second] = [1, 2].map(() => filesOf(testApp({}, dist).synth().directory));
    expect(Object.keys(first ?? {})).toContain('OrderProcessing.template.json');
    expect(second).toEqual(first);
  });

  it('by the CDK CLI gives the template that tests and the laptop use', () => {
    const artifacts = { distFolder: fakeDist(), siteFolder: fakeSite() };
    const outdir = temporaryFolder();
    const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
    const script = join(temporaryFolder(), 'app.mjs');
    writeFileSync(
      script,
      `import { buildApp } from ${JSON.stringify(join(root, 'cdk/app.ts'))};
buildApp({ artifacts: ${JSON.stringify(artifacts)} }).synth();`,
    );
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--output', outdir, '--app', `node ${script}`],
      { cwd: root, encoding: 'utf8', env: { ...process.env, PATH: path, NODE_OPTIONS: '', CDK_VALIDATION: 'false' } },
    );
    expect(status, stderr).toBe(0);
    const file = 'OrderProcessing.template.json';
    expect(filesOf(outdir)[file]).toBe(filesOf(testApp({}, artifacts.distFolder).synth().directory)[file]);
  });

  it.each([{}, prodContext])('writes what CloudFormation gives back unchanged: no sign beyond ASCII, %o', (context) => {
    // It gives question marks back, which `cdk diff` would see as a change for ever.
    const texts = {
      legalLines: 'Tisch & Söhne|Köln',
      priceNote: '🧾 “VAT” included',
      'priceNote.de': 'Preise für Käufer',
    };
    const settings = { ...context, ...texts, senderAddress: 'shop@example.com', smokeClient: 'true' };
    expect(JSON.stringify(synthesizedTemplate(settings)).match(/.{0,40}[^\x20-\x7e].{0,20}/g)).toBeNull();
  });

  it('deploys by the bootstrap of its own that a stage may have in a shared account', () => {
    const manifest = (context: Readonly<Record<string, string>>) => {
      const [stack] = testApp(context).synth().stacks;
      return [stack?.assumeRoleArn, stack?.cloudFormationExecutionRoleArn, stack?.lookupRole?.arn].join(' ');
    };
    const own = manifest({ ...prodContext, '@aws-cdk/core:bootstrapQualifier': 'shopprod' });
    expect(own.match(/role\/cdk-shopprod-(?:deploy|cfn-exec|lookup)-role-/g)).toHaveLength(3);
    expect(own).not.toContain('hnb659fds');
    expect(manifest(prodContext)).toContain('role/cdk-hnb659fds-deploy-role-');
  });

  it('puts nothing of this machine into the template', () => {
    expect(JSON.stringify(synthesizedTemplate())).not.toContain(root);
  });

  it.each([{}, prodContext])(
    'passes the AwsSolutions checks, with each exception acknowledged where it is made (%o)',
    (context) => {
      const app = testApp(context);
      const { violations } = new AwsSolutionsChecks(app).validateScope(stackOf(app));
      expect(violations).toEqual([]);
    },
  );

  it('prints the addresses and names that people and programs look for', () => {
    expect(Object.keys(synthesizedTemplate().Outputs).sort()).toEqual([
      'ActivityTableName',
      'ApiUrl',
      'BulkStateMachineArn',
      'CancellationStateMachineArn',
      'ConfirmationsTableName',
      'DistributionUrl',
      'FailuresTableName',
      'LoginUrl',
      'OperationsTopicArn',
      'OrderDeadLetterQueueUrl',
      'OrderEventsTopicArn',
      'OrderQueueUrl',
      'OrdersTableName',
      'ProductsTableName',
      'RollbackAlarmArns',
      'SiteUrl',
      'StateMachineArn',
      'UserPoolClientId',
      'UserPoolId',
    ]);
  });

  it('needs nothing but plain resources: no nested stacks, no macros, no resource that calls home', () => {
    const template = synthesizedTemplate();
    expect(template).not.toHaveProperty('Transform');
    for (const type of ['AWS::CloudFormation::Stack', 'AWS::CDK::Metadata']) {
      expect(ofType(template, type), type).toEqual([]);
    }
  });

  it('has no resource that waits for itself', () => {
    const resources = synthesizedTemplate().Resources;
    const needs = (logicalId: string): string[] => {
      const { Properties, DependsOn = [] } = resources[logicalId] ?? {};
      const named = [...JSON.stringify(Properties ?? {}).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)].map(
        ([, id]) => id ?? '',
      );
      return [...DependsOn, ...named].filter((id) => id in resources);
    };
    const done = new Set<string>();
    const visit = (logicalId: string, path: readonly string[]): void => {
      expect(path, 'a cycle').not.toContain(logicalId);
      if (done.has(logicalId)) return;
      for (const id of needs(logicalId)) visit(id, [...path, logicalId]);
      done.add(logicalId);
    };
    for (const logicalId of Object.keys(resources)) visit(logicalId, []);
    expect(done.size).toBe(Object.keys(resources).length);
  });
});
