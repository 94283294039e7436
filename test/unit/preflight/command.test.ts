import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../cdk/config.ts';
import { readArguments, UsageError } from '../../../cdk/operations/preflight/arguments.ts';
import { fault, ok, unknown, warning } from '../../../cdk/operations/preflight/finding.ts';
import { NotAsked } from '../../../cdk/operations/preflight/not-asked.ts';
import { permissionsPolicy } from '../../../cdk/operations/preflight/permissions.ts';
import { findPlace } from '../../../cdk/operations/preflight/preflight.ts';
import { lineText, summary } from '../../../cdk/operations/preflight/report.ts';

describe('the arguments', () => {
  it('are the deployment’s context', () => {
    const address = 'operationsAddress=ops@example.com';
    expect(readArguments(['-c', 'stage=prod', '--context', address, '-c', '@aws-cdk/core:flag=a=b'])).toMatchObject({
      kind: 'check',
      context: { stage: 'prod', operationsAddress: 'ops@example.com', '@aws-cdk/core:flag': 'a=b' },
      config: { stackName: 'OrderProcessing-prod' },
    });
  });

  it('are dev’s without any', () => {
    expect(readArguments([])).toMatchObject({ kind: 'check', config: { stage: 'dev' } });
  });

  it.each([
    [['-c', 'stage'], /^-c stage: a key and a value are missing/],
    [['-c', '=prod'], /^-c =prod: a key and a value are missing/],
    [['-c', 'stge=prod'], /^-c stge: there is no such key, only stage, /],
    [['--stage=prod'], /^Unknown option '--stage'\nusage: /],
    [['prod'], /^Unexpected argument 'prod'\nusage: /],
    [['-c'], /usage: /],
  ])('%j are wrong, and it is told how', (args, message) => {
    expect(() => readArguments(args)).toThrow(UsageError);
    expect(() => readArguments(args)).toThrow(message);
  });

  it('are wrong where the deployment’s would be', () => {
    expect(() => readArguments(['-c', 'stage=qa'])).toThrow(ConfigError);
    expect(() => readArguments(['-c', 'stage=prod'])).toThrow(/-c operationsAddress=/);
  });
});

describe('the permissions', () => {
  it('read, and nothing else', () => {
    const actions = permissionsPolicy().Statement.flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(10);
    for (const action of actions) expect(action).toMatch(/^[a-z-]+:(Get|List|Describe)[A-Za-z]+$/);
  });

  it('are listed for operators, one by one', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../../docs/operations.md'), 'utf8');
    for (const { Action } of permissionsPolicy().Statement) {
      for (const action of Action) expect(text).toContain(`\`${action}\``);
    }
  });

  it('open no parameter but the bootstrap’s', () => {
    const [ssm] = permissionsPolicy().Statement.filter(({ Action }) => Action.includes('ssm:GetParameter'));
    expect(ssm).toMatchObject({ Action: ['ssm:GetParameter'], Resource: expect.stringMatching(/cdk-bootstrap\/\*$/) });
  });
});

describe('who and where', () => {
  const region = async (): Promise<string> => 'eu-central-1';
  const whoAmI = async () => ({ account: '123456789012', arn: 'arn:aws:iam::123456789012:user/me' });
  const unanswered = (reason: 'credentials' | 'unreachable') => async (): Promise<never> => {
    throw new NotAsked(reason, 'sts:GetCallerIdentity');
  };

  it('is told', async () => {
    const { line, place } = await findPlace({ region, whoAmI }, undefined);
    expect(place).toEqual({ region: 'eu-central-1', account: '123456789012' });
    expect(line.level).toBe('ok');
    expect(line.text).toBe('123456789012 in eu-central-1, as arn:aws:iam::123456789012:user/me');
  });

  it('is not taken for AWS where it is not', async () => {
    const { line } = await findPlace({ region, whoAmI }, 'http://localhost:4566');
    expect(line.text).toContain('asking http://localhost:4566 in place of AWS');
  });

  it('is a fault without a region, and nothing else can be asked', async () => {
    const noRegion = async (): Promise<string> => {
      throw new Error('Region is missing');
    };
    const { line, place } = await findPlace({ region: noRegion, whoAmI }, undefined);
    expect(place).toBeUndefined();
    expect(line).toMatchObject({ level: 'fault', mend: expect.stringContaining('AWS_REGION=') });
  });

  it('is a fault without credentials, and nothing else can be asked', async () => {
    const { line, place } = await findPlace({ region, whoAmI: unanswered('credentials') }, undefined);
    expect(place).toBeUndefined();
    expect(line).toMatchObject({ level: 'fault', text: expect.stringContaining('for want of valid credentials') });
  });

  it('is unknown without a connection', async () => {
    const { line, place } = await findPlace({ region, whoAmI: unanswered('unreachable') }, undefined);
    expect(place).toEqual({ region: 'eu-central-1' });
    expect(line).toMatchObject({ level: 'warning', isUnknown: true });
  });
});

describe('the report', () => {
  it('has one line a finding', () => {
    expect(lineText({ name: 'table', ...ok('fine') })).toBe('ok       table         fine');
    expect(lineText({ name: 'table', ...fault('bad', 'do this') })).toBe(
      'fault    table         bad. To mend: do this',
    );
  });

  it.each([
    [[ok('a')], '0 faults, 0 warnings, 1 ok: nothing was found that stops Shop'],
    [[ok('a'), warning('b', 'c')], '0 faults, 1 warning, 1 ok: nothing was found that stops Shop'],
    [
      [ok('a'), unknown('b', 'c')],
      '0 faults, 1 warning, 1 ok: nothing was found that stops Shop, but 1 of 2 lines could not be asked',
    ],
    [[fault('a', 'b')], '1 fault, 0 warnings, 0 ok: Shop is not ready to be deployed'],
  ])('sums up %#', (findings, text) => {
    expect(
      summary(
        findings.map((finding) => ({ name: 'n', ...finding })),
        'Shop',
      ),
    ).toBe(text);
  });
});
