import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ofType, prodContext, synthesizedTemplate } from './synthesized.ts';

const root = resolve(import.meta.dirname, '../..');
const REPOSITORY_URL = 'https://github.com/owner/name';

/** The headings of a document, without what looks like one in a block of code. */
const headingsOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8')
      .replace(/^```.*?^```/gms, '')
      .matchAll(/^#{1,6} +(.+?) *$/gm),
  ].map(([, heading = '']) => heading);

/** The ids that GitHub gives these headings: a second one that is alike gets a number. */
const anchorsOf = (headings: readonly string[]): string[] => {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replace(/ /g, '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
};

const runbook = headingsOf('docs/runbook.md');

/** What each alarm says, by its name. With a sender there is other mail than without, so both are looked at. */
const descriptionsOf = (context: Readonly<Record<string, unknown>>): [string, string][] => {
  const templates = [{}, { senderAddress: 'shop@example.com' }].map((sender) =>
    synthesizedTemplate({ ...prodContext, ...context, ...sender }),
  );
  const alarms = templates.flatMap((template) =>
    ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) => ofType(template, type)),
  );
  return [...new Map(alarms.map(([name, { Properties }]) => [name, String(Properties.AlarmDescription)]))];
};

describe('an alarm', () => {
  it('names a section of the runbook that exists', () => {
    const descriptions = descriptionsOf({});
    expect(descriptions.length).toBeGreaterThan(70);
    for (const [name, description] of descriptions) {
      const [, section] = /^[^"]+\. Runbook: docs\/runbook\.md, "(.+)"\.$/.exec(description) ?? [];
      expect(runbook, `${name}: ${description}`).toContain(section);
    }
  });

  it('links to that section where the repository has an address', () => {
    const anchors = anchorsOf(runbook);
    const page = `${REPOSITORY_URL}/blob/HEAD/docs/runbook.md`;
    for (const [name, description] of descriptionsOf({ repositoryUrl: REPOSITORY_URL })) {
      const [, section = '', link = ''] = /^[^"]+\. Runbook: "(.+)", (https:\S+)$/.exec(description) ?? [];
      const anchor = anchors[runbook.indexOf(section)];
      expect(link, `${name}: ${description}`).toBe(`${page}#${anchor}`);
      // CloudWatch's limit.
      expect(description.length, name).toBeLessThanOrEqual(1024);
    }
    const links = new Map(descriptionsOf({ repositoryUrl: REPOSITORY_URL }));
    expect(links.get('OrderQueueOldDeadLetters')).toMatch(
      /"Orders in the dead-letter queue", https:.*\/runbook\.md#orders-in-the-dead-letter-queue$/,
    );
  });
});

describe('a section of the runbook', () => {
  it('has a heading of its own, so that an alarm means one', () => {
    const sections = readFileSync(join(root, 'docs/runbook.md'), 'utf8').match(/^## .+$/gm) ?? [];
    expect(sections.length).toBeGreaterThan(20);
    expect(new Set(sections).size).toBe(sections.length);
  });
});

describe('a command of the runbook', () => {
  const commands = [...readFileSync(join(root, 'docs/runbook.md'), 'utf8').matchAll(/^```sh\n(.*?)^```/gms)]
    .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
    .filter((line) => /\baws /.test(line));

  it('acts on nothing because it is the first of the account: the stack says what is its own', () => {
    expect(commands.length).toBeGreaterThan(30);
    // One stack, one message of one queue, one query by the name of the stack.
    const asked = /\bStacks\[0\]|\bMessages\[0\]|--query-definition-name-prefix "\$\{STACK:-OrderProcessing\}\//;
    for (const line of commands) {
      if (!asked.test(line)) expect(line).not.toMatch(/\[0\]/);
      expect(line).not.toMatch(
        /aws (?:pipes list-|events list-rules|logs describe-log-groups|lambda list-|sqs list-queues)/,
      );
    }
  });
});

describe('SECURITY.md', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  const exists = (path: string): boolean => existsSync(join(root, path)) || existsSync(join(root, `${path}.test.ts`));

  it('names tests that exist', () => {
    const named = [...text.matchAll(/`((?:test|local)\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((path) => !exists(path))).toEqual([]);
  });

  it('says of each promise of its tables what holds it, or that AWS does', () => {
    const rows = text.split('\n').filter((line) => /^\| (?!---|who \||threat \|)/.test(line));
    expect(rows.length).toBeGreaterThan(25);
    const bare = rows.filter((row) => !/`test\/|\*AWS\*/.test(row.split(' | ').at(-1) ?? ''));
    expect(bare).toEqual(['| AWS account administrators | everything | - | - |']);
  });
});

describe('the code of the stack', () => {
  const sources = readdirSync(join(root, 'cdk'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, readFileSync(join(root, 'cdk', file), 'utf8')] as const);

  it('names documents that exist, and headings that they have', () => {
    const named = sources.flatMap(([file, text]) =>
      [...text.matchAll(/(docs\/[\w/-]+\.md)(?:, "([^"$]+)")?/g)].map(([, document = '', heading]) => ({
        file,
        document,
        heading,
      })),
    );
    expect(named.length).toBeGreaterThan(2);
    for (const { file, document, heading } of named) {
      expect(existsSync(join(root, document)), `${file}: ${document}`).toBe(true);
      if (heading !== undefined) expect(headingsOf(document), `${file}: ${document}`).toContain(heading);
    }
  });

  it('names decisions that are on record', () => {
    const records = readdirSync(join(root, 'docs/adr')).map((file) => file.slice(0, 4));
    const named = sources.flatMap(([, text]) => [...text.matchAll(/docs\/adr\/(\d{4})/g)].map(([, number]) => number));
    expect(named.length).toBeGreaterThan(2);
    for (const number of named) expect(records).toContain(number);
  });
});

describe('the comparison of consoles', () => {
  it('tells of each of the 45 points whether the console has it, and of 38 at least that it does', () => {
    const rows = readFileSync(join(root, 'docs/support.md'), 'utf8').matchAll(/^\| (\d+) .+? \| (.+?) \| .+ \|$/gm);
    const found = [...rows].map(([, point, has]) => [Number(point), has]);
    expect(found.map(([point]) => point)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
    for (const [, has] of found) expect(['has', 'part', 'not']).toContain(has);
    expect(found.filter(([, has]) => has === 'has').length).toBeGreaterThanOrEqual(38);
  });
});

/** Each link of a document to a file or folder of the repository, from its root, with the heading that it leads to. */
const linksOf = (document: string): { path: string; anchor: string | undefined }[] =>
  [
    ...readFileSync(join(root, document), 'utf8')
      .replace(/^```.*?^```/gms, '')
      .matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g),
  ]
    .map(([, link, image]) => link ?? image ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      return { path: path === '' ? document : posix.join(dirname(document), path), anchor };
    });

describe('the index of the documents', () => {
  const files = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(root, join(entry.parentPath, entry.name)));

  it('has every file of docs: itself, or its folder, or by the index of the decisions', () => {
    const index = ['docs/README.md', 'docs/adr/README.md'].flatMap(linksOf).map(({ path }) => path);
    const listed = (file: string): boolean => index.includes(file) || index.includes(`${dirname(file)}/`);
    expect(files.length).toBeGreaterThan(80);
    expect(files.filter((file) => !listed(file) && file !== 'docs/README.md')).toEqual([]);
  });

  it('and every other document link to files and headings that exist', () => {
    const others = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
    const documents = [...others, 'local/engine/README.md', 'statemachines/README.md', ...files].filter((file) =>
      file.endsWith('.md'),
    );
    const links = documents.flatMap((document) => linksOf(document).map((link) => ({ document, ...link })));
    const leadsSomewhere = ({ path, anchor }: { path: string; anchor: string | undefined }): boolean =>
      existsSync(join(root, path)) && (anchor === undefined || anchorsOf(headingsOf(path)).includes(anchor));
    expect(links.length).toBeGreaterThan(150);
    expect(links.filter((link) => !leadsSomewhere(link))).toEqual([]);
  });
});
