import { describe, expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { authorizeQuery, createBrowser } from './browser.ts';
import { poolTemplate, SITE_URL } from './pool.ts';

const look = (css: string, clientId: unknown, dependsOn: string) => ({
  Type: 'AWS::Cognito::UserPoolUICustomizationAttachment',
  DependsOn: [dependsOn],
  Properties: { UserPoolId: { Ref: 'Pool' }, ClientId: clientId, CSS: css },
});

const startWith = (css: string, clientId: unknown = 'ALL') => {
  const Resources = { ...poolTemplate.Resources, Look: look(css, clientId, 'Domain') };
  return startTestEngine({ assembly: writeAssembly({ ...poolTemplate, Resources }) });
};

const loginPage = async ({ outputs }: { outputs: Readonly<Record<string, string>> }) => {
  const browser = createBrowser(outputs.LoginUrl ?? '');
  const first = await browser(`/oauth2/authorize?${authorizeQuery(outputs.ClientId ?? '', SITE_URL)}`);
  return browser(first.location);
};

describe('the look of the sign-in pages', () => {
  it.each([
    ['all clients', 'ALL'],
    ['the client that signs in', { Ref: 'Client' }],
  ])('is what the template says for %s, and then has one colour scheme', async (_whom, clientId) => {
    const engine = await startWith('.banner-customizable { background-color: #0b5d4e; }', clientId);
    const { text } = await loginPage(engine);
    expect(text).toContain('.banner-customizable { background-color: #0b5d4e; }');
    expect(text).toContain('class="submitButton-customizable"');
    expect(text).not.toContain('prefers-color-scheme');
    await engine.dispose();
  });

  it('names the client that the template names, and leads back to its site', async () => {
    const { Client } = poolTemplate.Resources;
    const Named = { ...Client, Properties: { ...Client.Properties, ClientName: 'Desk, Lamp' } };
    const Resources = { ...poolTemplate.Resources, Client: Named };
    const engine = await startTestEngine({ assembly: writeAssembly({ ...poolTemplate, Resources }) });
    const { text } = await loginPage(engine);
    expect(text).toContain('<title>Sign in – Desk, Lamp</title>');
    expect(text).toContain(`<a href="${SITE_URL}">Back to Desk, Lamp</a>`);
    await engine.dispose();
  });

  it('keeps an edge around its buttons where the system chooses the colours', async () => {
    const engine = await startWith('.label-customizable { font-weight: 700 }');
    const { text } = await loginPage(engine);
    expect(/\.submitButton-customizable\{[^}]*\}/.exec(text)?.[0]).toContain('border:1px solid transparent');
    await engine.dispose();
  });

  it('stays the plain one for a client that the template says nothing of', async () => {
    const engine = await startWith('.label-customizable { font-weight: 700 }', 'another');
    const { text } = await loginPage(engine);
    expect(text).not.toContain('.label-customizable {');
    expect(text).toContain('prefers-color-scheme');
    await engine.dispose();
  });

  it.each([
    ['.other { color: red }', '.other is not one of the customizable classes'],
    ['.label-customizable { font-family: serif }', 'font-family of .label-customizable cannot be customized'],
    ['@media print { .label-customizable { font-weight: 400 } }', 'at-rules, markup and escapes are not allowed'],
    ['</style><script>alert(1)</script>', 'at-rules, markup and escapes are not allowed'],
    ['.label-customizable { font-weight: 400', 'it is not a list of rules'],
  ])('is an error at start where Cognito would not show it: %s', async (css, complaint) => {
    await expect(startWith(css)).rejects.toThrow(`the CSS cannot be used: ${complaint}`);
  });

  it('is an error at start where the pool has no domain', async () => {
    const { Pool, Client } = poolTemplate.Resources;
    const assembly = writeAssembly({ Resources: { Pool, Client, Look: look('', 'ALL', 'Pool') } });
    await expect(startTestEngine({ assembly })).rejects.toThrow(/user pool us-east-1_\w+ must have a domain first/);
  });
});
