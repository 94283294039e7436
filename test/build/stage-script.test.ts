import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = resolve(import.meta.dirname, '../../.github/scripts/stage.sh');
const ALARMS = 'arn:aws:cloudwatch:us-east-1:1:alarm:a,arn:aws:cloudwatch:us-east-1:1:alarm:b';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stage-'));
  for (const name of ['npx', 'npm', 'git', 'gh', 'aws', 'openssl', 'curl']) stub(name);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A command that notes how it was called, then does as told. */
const stub = (name: string, body = ''): void => {
  const file = join(folder, name);
  writeFileSync(file, `#!/usr/bin/env bash\necho "${name} $*" >> "${folder}/calls"\n${body}\n`);
  chmodSync(file, 0o755);
};

/** What AWS says where there is no such stack. */
const NO_STACK = 'An error occurred (ValidationError) when calling DescribeStacks: Stack with id X does not exist';

/** The stack's outputs, as `aws cloudformation describe-stacks --query` gives them; `more` are cases of other calls. */
const deployed = (outputs: Readonly<Record<string, string>>, more = ''): void => {
  const cases = Object.entries(outputs).map(([name, value]) => `*"OutputKey=='${name}'"*) echo "${value}" ;;`);
  stub('aws', `case "$*" in ${cases.join(' ')} *describe-stacks*) echo "${NO_STACK}" >&2; exit 254 ;; ${more} esac`);
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
    deployed({ RollbackAlarmArns: ALARMS });
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
    deployed({ RollbackAlarmArns: ALARMS });
    const { called } = run(['deploy', 'dev'], { IGNORE_ALARMS: 'true' });
    expect(called('npx')[0]).toMatch(/--rollback-trigger-alarm-arns none$/);
  });

  it('passes the deployer’s settings, and those of the stage before those of all', () => {
    deployed({ RollbackAlarmArns: ALARMS });
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

  it('does not take an expired session for a stack that does not exist', () => {
    stub('aws', 'echo "An error occurred (ExpiredToken) when calling DescribeStacks" >&2; exit 254');
    const { status, stderr, called } = run(['deploy', 'prod']);
    expect(status).toBe(1);
    expect(stderr).toBe('An error occurred (ExpiredToken) when calling DescribeStacks\n');
    expect(called('npx')).toEqual([]);
  });

  it('works by the bootstrap of its own that a stage may have in a shared account', () => {
    deployed({});
    const env = { DEPLOY_SETTINGS: JSON.stringify({ BOOTSTRAP_QUALIFIER_PROD: 'shopprod' }) };
    expect(run(['deploy', 'prod'], env).called('npx')[0]).toContain(' -c @aws-cdk/core:bootstrapQualifier=shopprod ');
    expect(run(['deploy', 'dev'], env).called('npx')[1]).not.toContain('bootstrapQualifier');
  });
});

describe('the difference that a deployment would make', () => {
  it('is one of templates, so that who asks needs to read nothing else', () => {
    stub('npx', 'echo "[+] AWS::SQS::Queue"');
    const { stdout, called } = run(['diff', 'dev']);
    expect(called('npx')).toEqual(['npx cdk diff --method=template -c stage=dev -c smokeClient=true']);
    expect(stdout).toBe('### Stage dev\n\n```\n[+] AWS::SQS::Queue\n```\n');
  });

  it('fails when CDK does', () => {
    stub('npx', 'exit 7');
    expect(run(['diff', 'dev']).status).toBe(7);
  });

  const comment = (text: string): string => {
    stub('gh', `cat > "${folder}/comment"`);
    writeFileSync(join(folder, 'diff.md'), text);
    const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '7' };
    const { status, called } = run(['comment', 'dev', '12', join(folder, 'diff.md')], env);
    expect(status).toBe(0);
    expect(called('gh')).toEqual(['gh pr comment 12 --repo someone/shop --body-file -']);
    return readFileSync(join(folder, 'comment'), 'utf8');
  };

  it('is told the pull request', () => {
    const text = '### Stage dev\n\n```\n[+] AWS::SQS::Queue\n```\n';
    expect(comment(text)).toBe(text);
  });

  it('is cut off at a line where GitHub would refuse it, and says where the rest is', () => {
    const told = comment(`### Stage dev\n\n\`\`\`\n${'[+] AWS::SQS::Queue “Queue”\n'.repeat(5000)}\`\`\`\n`);
    expect(told.length).toBeGreaterThan(50_000);
    expect(told.length).toBeLessThan(65_536);
    expect(told.split('\n').slice(-5)).toEqual([
      '[+] AWS::SQS::Queue “Queue”',
      '```',
      '',
      'There is more, in the summary of [the run](https://github.com/someone/shop/actions/runs/7).',
      '',
    ]);
  });
});

describe('the smoke test of a stage', () => {
  const outputs = {
    UserPoolId: 'pool',
    SmokeClientId: 'client',
    SiteUrl: 'https://shop.example.com/',
    DistributionUrl: 'https://d.cloudfront.net/',
    ApiUrl: 'https://x/api/',
  };
  const signIn = '*admin-initiate-auth*) echo token ;;';

  it('makes its own user with a new password, signs it in by the role of the job, and orders as it', () => {
    deployed(outputs, signIn);
    stub('openssl', 'echo random');
    stub('npm', 'echo "$SMOKE_TOKEN"');
    const { stdout, called } = run(['smoke', 'dev']);
    expect(stdout).toBe('token\n');
    expect(called('npm')).toEqual(['npm run --silent smoke -- https://shop.example.com/ --patience 120']);
    const calls = called('aws').filter((call) => call.includes('cognito-idp'));
    expect(calls.map((call) => call.split(' ')[2])).toEqual([
      'admin-create-user',
      'admin-set-user-password',
      'admin-initiate-auth',
    ]);
    expect(calls.at(-1)).toContain(
      '--user-pool-id pool --client-id client --auth-flow ADMIN_USER_PASSWORD_AUTH ' +
        '--auth-parameters USERNAME=success+smoke-dev@simulator.amazonses.com,PASSWORD=randomaA1! ',
    );
  });

  it('takes the user that is there since the last time', () => {
    const exists = '*admin-create-user*) echo "An error occurred (UsernameExistsException)" >&2; exit 254 ;;';
    deployed(outputs, `${exists} ${signIn}`);
    expect(run(['smoke', 'dev']).status).toBe(0);
  });

  it.each(['admin-create-user', 'admin-set-user-password', 'admin-initiate-auth'])('fails where %s does', (command) => {
    deployed(outputs, `*${command}*) echo "An error occurred (AccessDeniedException)" >&2; exit 254 ;; ${signIn}`);
    const { status, stderr, called } = run(['smoke', 'dev']);
    expect(status).toBeGreaterThan(0);
    expect(stderr).toContain('AccessDeniedException');
    expect(called('npm')).toEqual([]);
  });

  it('goes to the distribution’s own name until the domain leads there', () => {
    deployed(outputs, signIn);
    stub('curl', 'case "$*" in *d.cloudfront.net*) echo new ;; *) echo old ;; esac');
    const { stdout, called } = run(['smoke', 'dev']);
    expect(called('npm')).toEqual(['npm run --silent smoke -- https://d.cloudfront.net/ --patience 120']);
    expect(stdout).toMatch(/^::warning::https:\/\/shop\.example\.com\/ does not lead to this stage/);
  });

  it('also tries the way round the web firewall of prod', () => {
    deployed(outputs, signIn);
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
    deployed({ RollbackAlarmArns: ALARMS });
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
  const usage = { status: 2, stderr: 'usage: stage.sh diff|comment|deploy|smoke|roll-back STAGE\n' };
  expect(run(['destroy', 'prod'])).toMatchObject(usage);
  expect(run([])).toMatchObject(usage);
});

describe('the workflows', () => {
  const read = (name: string): string => readFileSync(resolve(script, `../../workflows/${name}.yml`), 'utf8');

  it('hold no key of AWS, and get their roles by OpenID Connect', () => {
    const text = read('deploy') + read('ci');
    expect(text).not.toMatch(/secrets\.|AWS_ACCESS_KEY|AWS_SECRET/);
    expect(text.match(/role-to-assume/g)).toHaveLength(2);
    expect(text).toContain('id-token: write');
  });

  it('notice that a command of a pipe failed', () => {
    expect(read('deploy')).toMatch(/^defaults:\n {2}run:\n(?: {4}#.*\n)* {4}shell: bash$/m);
  });

  it('deploy what is on main, and compare prod with nothing else', () => {
    const text = read('deploy');
    expect(/\n {2}dev:\n[\s\S]+?\n {2}prod:/.exec(text)?.[0]).toContain("\n    if: github.ref == 'refs/heads/main'\n");
    expect(text).toContain(
      `stage: \${{ fromJSON(github.event_name == 'pull_request' && '["dev"]' || '["dev", "prod"]') }}`,
    );
  });

  it('give prod only what dev has passed, in an environment that a person approves', () => {
    const prod = /\n {2}prod:\n[\s\S]+$/.exec(read('deploy'))?.[0] ?? '';
    expect(prod).toContain('needs: [dev]');
    expect(prod).toContain('environment: prod');
    expect(read('deploy')).toMatch(/\n {2}dev:\n {4}needs: \[verify, diff\]/);
  });
});
