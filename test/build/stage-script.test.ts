import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = resolve(import.meta.dirname, '../../.github/scripts/stage.sh');
const alarms = 'arn:aws:cloudwatch:us-east-1:1:alarm:a,arn:aws:cloudwatch:us-east-1:1:alarm:b';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stage-'));
  for (const name of ['npx', 'npm', 'git', 'gh', 'aws', 'openssl']) stub(name);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A command that notes how it was called, then does as told. */
const stub = (name: string, body = ''): void => {
  const file = join(folder, name);
  writeFileSync(file, `#!/usr/bin/env bash\necho "${name} $*" >> "${folder}/calls"\n${body}\n`);
  chmodSync(file, 0o755);
};

/** The stack's outputs, as `aws cloudformation describe-stacks --query` gives them. */
const deployed = (outputs: Readonly<Record<string, string>>): void => {
  const cases = Object.entries(outputs).map(([name, value]) => `*"OutputKey=='${name}'"*) echo "${value}" ;;`);
  stub('aws', `case "$*" in ${cases.join(' ')} *describe-stacks*) exit 254 ;; esac`);
};

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync('bash', [script, ...args], {
    encoding: 'utf8',
    env: { PATH: `${folder}:/usr/bin:/bin`, GITHUB_REPOSITORY: 'someone/shop', ...env },
  });
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  const called = (name: string): string[] => calls.filter((call) => call.startsWith(`${name} `));
  return { status, stdout, stderr, called };
};

describe('deploying a stage', () => {
  it('has CloudFormation watch the stack’s own alarms', () => {
    deployed({ RollbackAlarmArns: alarms });
    const { status, called } = run(['deploy', 'dev']);
    expect(status).toBe(0);
    expect(called('npx')).toEqual([
      'npx cdk deploy -c stage=dev -c smokeClient=true --require-approval never ' +
        '--rollback-trigger-alarm-arns arn:aws:cloudwatch:us-east-1:1:alarm:a ' +
        '--rollback-trigger-alarm-arns arn:aws:cloudwatch:us-east-1:1:alarm:b --monitoring-time-minutes 15',
    ]);
    expect(called('aws')[0]).toContain('--stack-name OrderProcessing ');
  });

  it('takes up what a failed first deployment left behind', () => {
    deployed({});
    const { called } = run(['deploy', 'prod']);
    expect(called('npx')[0]).toMatch(/-c stage=prod .* --import-existing-resources$/);
    expect(called('aws')[0]).toContain('--stack-name OrderProcessing-prod ');
  });

  it('goes ahead although an alarm rings, where a person said so', () => {
    deployed({ RollbackAlarmArns: alarms });
    const { called } = run(['deploy', 'dev'], { IGNORE_ALARMS: 'true' });
    expect(called('npx')[0]).toMatch(/--rollback-trigger-alarm-arns none$/);
  });

  it('passes the deployer’s settings, and those of the stage before those of all', () => {
    deployed({ RollbackAlarmArns: alarms });
    const settings = {
      SENDER_ADDRESS: 'a@example.com',
      SENDER_ADDRESS_PROD: 'b@example.com',
      DOMAIN_NAME: '',
      OTHER: 'x',
    };
    const env = { DEPLOY_SETTINGS: JSON.stringify(settings) };
    expect(run(['deploy', 'prod'], env).called('npx')[0]).toContain('-c senderAddress=b@example.com --require');
    expect(run(['deploy', 'dev'], env).called('npx')[1]).toContain('-c senderAddress=a@example.com --require');
  });

  it('has alarms link to the runbook of the repository that deploys', () => {
    deployed({});
    const { called } = run(['deploy', 'dev'], { GITHUB_SERVER_URL: 'https://github.com' });
    expect(called('npx')[0]).toContain(' -c repositoryUrl=https://github.com/someone/shop --require');
  });

  it('fails when CDK does', () => {
    deployed({});
    stub('npx', 'exit 7');
    expect(run(['deploy', 'dev']).status).toBe(7);
  });
});

describe('the smoke test of a stage', () => {
  const outputs = {
    UserPoolId: 'pool',
    SmokeClientId: 'client',
    SiteUrl: 'https://d.cloudfront.net/',
    ApiUrl: 'https://x/api/',
  };

  it('makes its own user with a new password, and orders as it', () => {
    deployed(outputs);
    stub('openssl', 'echo random');
    stub('npm', 'echo "$SMOKE_CLIENT_ID $SMOKE_EMAIL $SMOKE_PASSWORD"');
    const { stdout, called } = run(['smoke', 'dev']);
    expect(stdout).toBe('client success+smoke-dev@simulator.amazonses.com randomaA1!\n');
    expect(called('npm')).toEqual(['npm run --silent smoke -- https://d.cloudfront.net/ --patience 120']);
    expect(
      called('aws')
        .filter((call) => call.includes('cognito-idp'))
        .map((call) => call.split(' ')[2]),
    ).toEqual(['admin-create-user', 'admin-set-user-password']);
  });

  it('also tries the way round the web firewall of prod', () => {
    deployed(outputs);
    expect(run(['smoke', 'prod']).called('npm')[0]).toMatch(/ --closed https:\/\/x\/api\/$/);
  });
});

describe('rolling a stage back', () => {
  const history = (good: string): void => {
    stub('git', 'case "$1" in rev-parse) echo bad ;; esac');
    stub(
      'gh',
      `case "$*" in *statuses*) case "$*" in *${good}/*) echo success ;; *) echo failure ;; esac ;; *) printf '3 bad\\n2 worse\\n1 good\\n' ;; esac`,
    );
  };

  it('deploys the newest commit that was deployed with success, whatever rings', () => {
    deployed({ RollbackAlarmArns: alarms });
    history('1');
    const { status, called } = run(['roll-back', 'prod']);
    expect(status).toBe(0);
    expect(called('git').at(-1)).toBe('git checkout --quiet --detach good');
    expect(called('npm')).toEqual(['npm ci --no-progress']);
    expect(called('npx')[0]).toMatch(/cdk deploy -c stage=prod .*--rollback-trigger-alarm-arns none$/);
  });

  it('says so where there is nothing to return to', () => {
    deployed({});
    history('none');
    const { status, stderr, called } = run(['roll-back', 'prod']);
    expect(status).toBe(1);
    expect(stderr).toBe('stage prod was never deployed with success: there is nothing to return to\n');
    expect(called('npx')).toEqual([]);
  });
});

it('an unknown command says how it is called', () => {
  deployed({});
  stub('aws');
  writeFileSync(join(folder, 'calls'), '');
  expect(run(['destroy', 'prod'])).toMatchObject({
    status: 2,
    stderr: 'usage: stage.sh diff|deploy|smoke|roll-back STAGE\n',
  });
});

describe('the workflows', () => {
  const read = (name: string): string => readFileSync(resolve(script, `../../workflows/${name}.yml`), 'utf8');

  it('hold no key of AWS, and get their roles by OpenID Connect', () => {
    const text = read('deploy') + read('ci');
    expect(text).not.toMatch(/secrets\.|AWS_ACCESS_KEY|AWS_SECRET/);
    expect(text.match(/role-to-assume/g)).toHaveLength(2);
    expect(text).toContain('id-token: write');
  });

  it('give prod only what dev has passed, in an environment that a person approves', () => {
    const prod = /\n {2}prod:\n[\s\S]+$/.exec(read('deploy'))?.[0] ?? '';
    expect(prod).toContain('needs: [dev]');
    expect(prod).toContain('environment: prod');
    expect(read('deploy')).toMatch(/\n {2}dev:\n {4}needs: \[verify, diff\]/);
  });
});
