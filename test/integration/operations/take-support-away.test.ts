import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { signIn } from 'local-aws/client';
import { clockAhead } from 'local-aws/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedPeople } from '../../../local/seed-people.ts';
import { outputOf, type Shop, startShop } from '../../helpers/shop.ts';

const MINUTE_MS = 60_000;
const runbook = readFileSync(resolve(import.meta.dirname, '../../../docs/runbook.md'), 'utf8');
const [, section = ''] = runbook.split('\n## Take support away\n');
const commands = [...(section.split('\n## ')[0] ?? '').matchAll(/^```sh\n(.*?)^```/gms)]
  .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
  .filter((line) => line.startsWith('aws '));

const pascal = (kebab: string): string => kebab.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

let shop: Shop;
let ahead = 0;
let leavers = 0;
let person = '';
let group = 'support';
beforeAll(async () => {
  shop = await startShop({ clock: clockAhead(() => ahead) });
});
afterAll(() => shop.engine.dispose());

const PASSWORD = 'Leaver-password-1';

/** Runs the runbook's line for an operation, as the CLI would. */
const run = (operation: string): Promise<unknown> => {
  const written = commands.find((command) => command.startsWith(`aws cognito-idp ${operation} `));
  if (written === undefined) throw new Error(`the runbook has no line for ${operation}`);
  // As the runbook says of those who only read.
  const line = written.replace('--group-name support', `--group-name ${group}`);
  const variables: Readonly<Record<string, string>> = { pool: outputOf(shop.engine, 'UserPoolId'), person };
  const input = [...line.replace(/ --(?:query|output) .*$/, '').matchAll(/ --([\w-]+) (\S+)/g)].map(
    ([, name = '', value = '']) => {
      const variable = /^"\$(\w+)"$/.exec(value)?.[1];
      return [pascal(name), variable === undefined ? value : (variables[variable] ?? '')] as const;
    },
  );
  return shop.engine.call('cognito-idp', pascal(operation), Object.fromEntries(input));
};

const signedIn = () =>
  signIn({
    loginOrigin: outputOf(shop.engine, 'LoginUrl'),
    clientId: outputOf(shop.engine, 'UserPoolClientId'),
    redirectUri: outputOf(shop.engine, 'SiteUrl'),
    email: person,
    password: PASSWORD,
  });
const renew = async (refreshToken: string): Promise<{ status: number; idToken: string }> => {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: outputOf(shop.engine, 'UserPoolClientId'),
    refresh_token: refreshToken,
  });
  const response = await fetch(`${outputOf(shop.engine, 'LoginUrl')}/oauth2/token`, { method: 'POST', body });
  const { id_token: idToken = '' } = (await response.json()) as { id_token?: string };
  return { status: response.status, idToken };
};
const statusOf = async (path: string, token: string): Promise<number> =>
  (await shop.send('GET', path, { token })).status;

const seedLeaver = async (of: string): Promise<void> => {
  group = of;
  ahead = 0;
  leavers += 1;
  person = `leaver-${leavers}@example.com`;
  await seedPeople(shop.engine, outputOf(shop.engine, 'UserPoolId'), [
    { email: person, password: PASSWORD, name: 'Lee Leaver', groups: [of] },
  ]);
};
beforeEach(() => seedLeaver('support'));

describe('the runbook’s "Take support away"', () => {
  it('is taken at its word: each of its lines is run here', () => {
    expect(commands.map((line) => line.split(' ')[2])).toEqual([
      'list-users-in-group',
      'admin-list-groups-for-user',
      'admin-remove-user-from-group',
      'admin-disable-user',
      'admin-user-global-sign-out',
      'admin-enable-user',
    ]);
  });

  it('lets a person out of a group go on for a quarter of an hour at most, and renewed tokens not at all', async () => {
    const left: string[] = [];
    for (const each of ['support', 'support-viewer']) {
      await seedLeaver(each);
      const { idToken, refreshToken } = await signedIn();
      left.push(idToken);
      expect(await statusOf('support/orders', idToken)).toBe(200);
      expect(JSON.stringify(await run('list-users-in-group'))).toContain(person);
      await run('admin-remove-user-from-group');
      expect(JSON.stringify(await run('list-users-in-group'))).not.toContain(person);
      expect(await run('admin-list-groups-for-user')).toEqual({ Groups: [] });

      const renewed = await renew(refreshToken);
      expect(await statusOf('support/orders', renewed.idToken)).toBe(403);
      expect(await statusOf('orders', renewed.idToken)).toBe(200);
    }
    const statuses = () => Promise.all(left.map((idToken) => statusOf('support/orders', idToken)));
    ahead = 14 * MINUTE_MS;
    expect(await statuses()).toEqual([200, 200]);
    ahead = 15 * MINUTE_MS;
    expect(await statuses()).toEqual([401, 401]);
  });

  it('closes an account whose sign-in is in other hands, and opens it to its owner', async () => {
    const { refreshToken } = await signedIn();
    await run('admin-disable-user');
    expect((await renew(refreshToken)).status).toBe(400);
    await expect(signedIn()).rejects.toThrow();
    await run('admin-user-global-sign-out');
    await run('admin-enable-user');
    expect((await renew(refreshToken)).status).toBe(400);
    expect(await signedIn()).toHaveProperty('idToken');
  });
});
