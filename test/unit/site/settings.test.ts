import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../../site/src/api/settings.ts';

const settings = {
  authority: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf',
  clientId: 'client',
  loginUrl: 'https://shop.auth.us-east-1.amazoncognito.com',
  confirmations: true,
  deliveryCountries: ['DE', 'AT'],
  shop: { locale: 'en-GB', timeZone: 'Europe/Berlin', contact: 'help@example.com', legalLines: [] },
};
const load = (response: () => Response) => loadSettings(async () => response());

describe('the settings', () => {
  it('are read from config.json', async () => {
    expect(await load(() => Response.json(settings))).toEqual({ ok: true, settings });
  });

  it('may end addresses with a slash', async () => {
    const loaded = await load(() => Response.json({ ...settings, loginUrl: `${settings.loginUrl}/` }));
    expect(loaded).toEqual({ ok: true, settings });
  });

  it.each([
    ['missing', () => new Response('', { status: 404 }), 'the answer was 404'],
    ['a page', () => new Response('<!doctype html>'), 'not valid'],
    ['incomplete', () => Response.json({ ...settings, clientId: undefined }), 'clientId'],
    ['delivering nowhere', () => Response.json({ ...settings, deliveryCountries: [] }), 'deliveryCountries'],
    [
      'naming a country in words',
      () => Response.json({ ...settings, deliveryCountries: ['Germany'] }),
      'deliveryCountries',
    ],
    ['a script', () => Response.json({ ...settings, loginUrl: 'javascript:alert(1)' }), 'loginUrl'],
  ])('are told to be wrong when config.json is %s', async (_, response, reason) => {
    const loaded = await load(response);
    expect(loaded).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  it('are told to be out of reach when there is no answer', async () => {
    const loaded = await loadSettings(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(loaded).toEqual({ ok: false, reason: expect.stringContaining('no answer') });
  });
});
