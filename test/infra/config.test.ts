import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../cdk/config.ts';
import { LANGUAGES } from '../../lambdas/core/contract/language.ts';
import { shopSettingsSchema } from '../../lambdas/core/contract/shop.ts';
import { fakeDist, prodContext, stackOf, temporaryFolder, testApp } from './synthesized.ts';

describe('the stage’s configuration', () => {
  it('is dev where nothing is said', () => {
    expect(readConfig({})).toMatchObject({
      stage: 'dev',
      stackName: 'OrderProcessing',
      siteUrls: [],
    });
  });

  it('names the stack of prod', () => {
    expect(stackOf(testApp(prodContext)).stackName).toBe('OrderProcessing-prod');
  });

  it.each([
    [{ stage: 'staging' }, 'context stage="staging": must be dev or prod'],
    [{ stage: 7 }, 'context stage=7: must be dev or prod'],
    [{ siteUrls: 'shop.example.com' }, /^context siteUrls="shop.example.com": must be https addresses/],
    [{ siteUrls: 'http://shop.example.com/' }, /must be https addresses/],
    [{ siteUrls: 'https://shop.example.com/,' }, /must be https addresses/],
    [{ siteUrls: '' }, /must be https addresses/],
    [{ stage: 'prod' }, /^stage prod needs an address that its alarms are mailed to: -c operationsAddress=/],
    [{ repositoryUrl: 'github.com/owner/name' }, /^context repositoryUrl="github.com\/owner\/name": must be the https/],
    [{ repositoryUrl: 'http://github.com/owner/name' }, /must be the https address of a repository/],
    [{ repositoryUrl: 'https://github.com/' }, /must be the https address of a repository/],
    [{ repositoryUrl: 'https://me:secret@github.com/owner/name' }, /must be the https address of a repository/],
    [{ repositoryUrl: 'https://github.com/owner/name?tab=readme' }, /must be the https address of a repository/],
    [{ deliveryCountries: 'Germany' }, /^context deliveryCountries="Germany": must be two-letter codes of countries/],
    [{ contact: 'somebody' }, /^context contact="somebody": must be an e-mail address, or the https address of a page/],
    [{ contact: 'http://help.example.com' }, /must be an e-mail address, or the https address of a page/],
    [{ contact: 'https://me:secret@help.example.com' }, /must be an e-mail address, or the https address of a page/],
    [{ contact: 'a@example.com\r\nBcc: b@example.com' }, /must be an e-mail address/],
    [{ legalLines: 'Desk GmbH||Berlin' }, /^context legalLines="Desk GmbH\|\|Berlin": must have no empty line/],
    [{ legalLines: 'Desk\nGmbH' }, /must have no control characters; lines are parted by \|/],
    [{ legalLines: 'x'.repeat(121) }, /must have lines of at most 120 characters/],
    [{ legalLines: '1|2|3|4|5|6|7|8|9' }, /must be at most 8 lines/],
    [{ 'legalLines.de': 'Desk GmbH||Berlin' }, /^context legalLines.de="Desk GmbH\|\|Berlin": must have no empty line/],
    [{ 'priceNote.de': '' }, /^context priceNote.de="": must not be empty/],
    [{ timeZone: 'Berlin' }, /^context timeZone="Berlin": must be a zone of the IANA database, such as Europe\/Berlin/],
    [{ timeZone: '+01:00' }, /must be a zone of the IANA database/],
    [
      { locale: 'fr-FR' },
      /^context locale="fr-FR": must be a locale in a language that the shop has words in \(en,de\)/,
    ],
    [{ locale: 'English' }, /must be a locale/],
    [{ reviewAboveCents: 'much' }, /^context reviewAboveCents="much": must be a number/],
    [{ smokeClient: 'perhaps' }, 'context smokeClient="perhaps": must be true or false'],
    [{ domainName: 'shop' }, /^context domainName="shop": must be a domain name such as shop.example.com/],
    [{ domainName: 'shop.example.com' }, /^context domainName needs its certificate: -c certificateArn=/],
    [{ certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/1' }, /needs its domain: -c domainName=/],
    [
      { domainName: 'shop.example.com', certificateArn: 'arn:aws:acm:eu-central-1:000000000000:certificate/1' },
      /must be a certificate of ACM in us-east-1/,
    ],
  ])('%o is refused in one line', (context, message) => {
    const read = (): unknown => readConfig(context);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
  });
});

describe('how the shop speaks', () => {
  it('is English, with the hours of Berlin, unless a deployer says otherwise', () => {
    expect(readConfig({}).shop).toEqual({ locale: 'en-GB', timeZone: 'Europe/Berlin', legalLines: [] });
    const given = { contact: 'mailto:help@example.com', legalLines: 'Desk GmbH | Berlin', timeZone: 'Europe/Lisbon' };
    expect(readConfig({ ...given, locale: 'en-IE' }).shop).toEqual({
      ...{ contact: 'help@example.com', legalLines: ['Desk GmbH', 'Berlin'] },
      ...{ timeZone: 'Europe/Lisbon', locale: 'en-IE' },
    });
    expect(readConfig({ contact: 'https://help.example.com/?from=mail' }).shop.contact).toMatch(/^https:/);
  });

  it('says in each language what a deployer wrote in it', () => {
    const given = { priceNote: 'With VAT.', 'priceNote.de': 'Inkl. MwSt.', 'legalLines.de': 'Desk GmbH|USt-IdNr. DE1' };
    const { shop } = readConfig({ ...given, legalLines: 'Desk GmbH|VAT DE1' });
    expect(shop).toMatchObject({ priceNote: 'With VAT.', legalLines: ['Desk GmbH', 'VAT DE1'] });
    expect(shop.translations).toEqual({
      de: { priceNote: 'Inkl. MwSt.', legalLines: ['Desk GmbH', 'USt-IdNr. DE1'] },
    });
    expect(shopSettingsSchema.parse(shop)).toEqual(shop);
  });

  it('has no more to say than an environment of Lambda holds', () => {
    const lines = Array.from({ length: 8 }, () => `${'ö'.repeat(40)}${'o'.repeat(40)}`).join('|');
    expect(readConfig({ legalLines: lines }).shop.legalLines).toHaveLength(8);
    expect(() => readConfig({ legalLines: lines, 'legalLines.de': lines })).toThrow(
      /^contexts priceNote and legalLines have 4\d{3} bytes, in all languages: 3000 fit/,
    );
  });
});

describe.each(LANGUAGES)('a shop whose locale is in %s', (language) => {
  it('can be, as there are words', () => {
    expect(readConfig({ locale: `${language}-AT` }).shop.locale).toBe(`${language}-AT`);
  });
});

describe('the address of the repository', () => {
  it.each(['https://github.com/owner/name', 'https://github.com/owner/name/', ' https://github.com/owner/name.git '])(
    '%o is kept without what follows the name',
    (repositoryUrl) => {
      expect(readConfig({ repositoryUrl }).repositoryUrl).toBe('https://github.com/owner/name');
    },
  );
});

describe('what has not been built', () => {
  it.each(['submit-order', 'models'])('a dist folder without %s says what to run', (missing) => {
    const dist = fakeDist();
    rmSync(join(dist, missing), { recursive: true });
    expect(() => testApp({}, dist)).toThrow(/run npm run build$/);
  });
});

describe('the command of cdk.json', () => {
  it('prints one line and exits with 1 for a bad context', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [resolve(import.meta.dirname, '../../cdk/app.ts')], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', CDK_OUTDIR: temporaryFolder(), CDK_CONTEXT_JSON: '{"stage":"qa"}' },
    });
    expect(stderr).toBe('context stage="qa": must be dev or prod\n');
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});
