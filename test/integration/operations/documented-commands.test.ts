import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Shop, shopper, startShop } from '../../helpers/shop.ts';

const root = resolve(import.meta.dirname, '../../..');
/** The blocks of shell of a document that call the AWS CLI. */
const blocksOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^```sh\n(.*?)^```/gms)]
    .map(([, block = '']) => block)
    .filter((block) => /\baws(local)? |\baws(local)?\(\)/.test(block));

const DOCUMENTS = ['README.md', 'local/engine/README.md', 'docs/runbook.md', 'docs/operations.md'];
const [readme = ''] = blocksOf('README.md');
const runbook = blocksOf('docs/runbook.md');

/** Each call of the CLI starts a Python, which a busy machine is long about. */
const SLOW_MS = 120_000;

const execute = promisify(execFile);
const run = async (script: string): Promise<string> =>
  (await execute('bash', ['-euo', 'pipefail', '-c', script], { cwd: root, timeout: 110_000 })).stdout;
const installed = await run('aws --version && curl --version').then(
  (text) => text.split('\n')[0] ?? '',
  () => undefined,
);

describe('the commands of the documents', () => {
  it('are there, reach the engine in a way that every version of the CLI knows, and are known to both versions', () => {
    expect(readme).toContain('awslocal() { aws --endpoint-url http://localhost:4566 "$@"; }');
    expect(runbook[0]).toContain('aws() { command aws --endpoint-url http://localhost:4566 "$@"; }');
    for (const block of DOCUMENTS.flatMap(blocksOf)) {
      // Version 1 sends its calls of SQS to AWS in spite of the variable, and cannot follow a log.
      expect(block).not.toMatch(/AWS_ENDPOINT_URL=|\blogs tail\b/);
      // Groups of logs have generated names.
      expect(block).not.toMatch(/--log-group-name \/aws\/lambda\//);
    }
  });
});

// Where there is no CLI, the form above is all that is looked at: the title says so.
describe.runIf(installed)(
  `the commands of the documents, run by ${installed ?? 'no aws, which is not installed'}`,
  () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await startShop();
    });
    afterAll(() => shop?.engine.dispose());

    const onThisShop = (script: string): string =>
      script
        .replaceAll('http://localhost:4566', shop.engine.awsOrigin)
        .replaceAll('http://localhost:3000', shop.engine.siteOrigin);
    /** The lines of a block one by one, each with those that it goes on in. */
    const commandsOf = (block: string): readonly string[] => block.replaceAll('\\\n', ' ').trim().split('\n');

    it('in the README place an order, and show what it left behind', { timeout: SLOW_MS }, async () => {
      const [signIn = '', ...rest] = commandsOf(onThisShop(readme));
      expect(signIn).toBe('TOKEN=$(npm run --silent token -- shopper@example.com)');
      const [post = '', ...looks] = rest.filter((line) => line !== '');
      const answer = await run(`TOKEN=${await shop.token(shopper)}\n${post} --silent`);
      const { orderId } = JSON.parse(answer) as { orderId: string };
      await shop.settled(orderId);
      await until('its execution has succeeded', async () =>
        (await shop.history(orderId)).some(({ type }) => type === 'ExecutionSucceeded'),
      );
      const named = looks.map((line) => line.replaceAll('ORDER-ID', orderId));
      expect(named.filter((line) => line.startsWith('awslocal ')).length).toBeGreaterThanOrEqual(6);
      const groups = "--query 'logGroups[?contains(logGroupName, `SubmitOrder`)].logGroupName' --output text";
      const group = await run([...named.slice(0, 2), `awslocal logs describe-log-groups ${groups}`].join('\n'));
      const shown = await run(named.join('\n').replaceAll('GROUP', group.trim()));
      for (const what of [orderId, 'ExecutionSucceeded', 'Processed', 'StackStatus', group.trim(), '"message"'])
        expect(shown).toContain(what);
    });

    it('in the runbook find what the stack says, and queues by the URL that it gives', {
      timeout: SLOW_MS,
    }, async () => {
      const [session = '', functions = ''] = runbook.map(onThisShop);
      const shown = await run(
        [
          session,
          functions,
          'echo "$machine $table $(execution A)"',
          'queue_arn OrderDeadLetterQueueUrl',
          'resources AWS::Pipes::Pipe',
          'aws sqs receive-message --queue-url "$(output OrderDeadLetterQueueUrl)" --max-number-of-messages 10',
        ].join('\n'),
      );
      expect(shown).toContain('arn:aws:states:us-east-1:000000000000:stateMachine:OrderProcessing Orders');
      expect(shown).toMatch(/^arn:aws:sqs:us-east-1:000000000000:\S+$/m);
      expect(shown).toMatch(/^OrderProcessing\S*$/m);
    });
  },
);
