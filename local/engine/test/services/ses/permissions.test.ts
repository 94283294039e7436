import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/service.ts';
import type { Ses } from '../../../src/services/ses/context.ts';
import { sendEmailOperation } from '../../../src/services/ses/operations/send-email.ts';

const unused = (): never => {
  throw new Error('asking who may do it does none of it');
};
const names = { has: unused, list: unused, add: unused, remove: unused };

/** What a mail from the shop to these addresses needs permission for, in an account with these identities. */
const resourcesOf = (identities: readonly string[], ...ToAddresses: string[]) => {
  const ses = {
    registry: {
      identities: names,
      configurationSets: names,
      covering: (address: string) => identities.find((name) => address === name || address.endsWith(`@${name}`)),
      arnOf: (resource: string, name: string) => `${resource}/${name}`,
    },
  } as unknown as Ses;
  const accesses = sendEmailOperation(ses).access(
    {
      FromEmailAddress: '"Shop" <shop@example.com>',
      Destination: { ToAddresses },
      ConfigurationSetName: 'counted',
      Content: {},
    },
    {} as Call,
  );
  for (const { action, context } of accesses) {
    expect(action).toBe('ses:SendEmail');
    expect(context).toEqual({ 'ses:FromAddress': 'shop@example.com' });
  }
  return accesses.map(({ resource }) => resource);
};

describe('who sends a mail', () => {
  it('needs permission on the sender’s identity and on the configuration set', () => {
    const expected = ['identity/shop@example.com', 'configuration-set/counted'];
    expect(resourcesOf(['shop@example.com'], 'john@example.org')).toEqual(expected);
    expect(resourcesOf([], 'john@example.org')).toEqual(expected);
  });

  it('needs it on the identities of recipients too, where the account has them, as in the sandbox', () => {
    expect(resourcesOf(['example.com', 'john@example.org'], 'john@example.org', 'jane@example.net')).toEqual([
      'identity/example.com',
      'identity/john@example.org',
      'configuration-set/counted',
    ]);
  });

  it('needs it once where one identity is of both', () => {
    expect(resourcesOf(['example.com'], 'john@example.com')).toEqual([
      'identity/example.com',
      'configuration-set/counted',
    ]);
  });
});
