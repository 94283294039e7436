import { describe, expect, it } from 'vitest';
import type { Level } from '../../../cdk/operations/preflight/finding.ts';
import type { StageNeeds } from '../../../cdk/operations/preflight/needs/needs.ts';
import type { ShopConfig } from '../../../cdk/shop-config.ts';
import { type Answers, fakePorts, report, silentPorts, writtenTexts } from './fakes.ts';

/** What is so, in the account and of the stage; what is told of it. */
interface Case {
  readonly so: string;
  readonly answers?: Answers;
  readonly stage?: Partial<StageNeeds>;
  readonly level: Level;
  readonly text: RegExp;
  readonly mend?: RegExp;
}

const speaks = (shop: Partial<ShopConfig>): Partial<StageNeeds> => ({
  shop: { locale: 'en-GB', timeZone: 'Europe/Berlin', legalLines: [], ...shop },
});
const stackIs = (status: string): Answers => ({ stacks: { 'Shop-prod': { status } } });
const madeSender = {
  madeIdentities: ['shop@example.com'],
  sender: { address: 'shop@example.com', createIdentity: true, mailsPerSecond: 14 },
};
const anySender = { sender: { address: 'shop@mail.example.com', createIdentity: false, mailsPerSecond: 14 } };
const certificateOf = (...names: string[]): Answers => ({ certificate: { names } });
const holds = (type: string, physicalId: string, logicalId = 'Any'): Answers => ({
  ...stackIs('UPDATE_COMPLETE'),
  resources: [{ logicalId, physicalId, type }],
});

const cases: Readonly<Record<string, readonly Case[]>> = {
  bootstrap: [
    { so: 'it is new enough', level: 'ok', text: /^version 30, 6 is needed$/ },
    { so: 'it is just new enough', answers: { parameter: '6' }, level: 'ok', text: /^version 6, 6/ },
    {
      so: 'it is too old',
      answers: { parameter: '5' },
      level: 'fault',
      text: /^version 5, but 6 is needed$/,
      mend: /^npx cdk bootstrap aws:\/\/123456789012\/eu-central-1$/,
    },
    {
      so: 'there is none',
      answers: { parameter: undefined },
      level: 'fault',
      text: /is not bootstrapped/,
      mend: /^npx cdk/,
    },
  ],
  stack: [
    { so: 'there is none', level: 'ok', text: /first deployment/ },
    { so: 'it is empty', answers: stackIs('REVIEW_IN_PROGRESS'), level: 'ok', text: /first deployment/ },
    { so: 'it stands', answers: stackIs('UPDATE_COMPLETE'), level: 'ok', text: /this is an update/ },
    { so: 'its last update went back', answers: stackIs('UPDATE_ROLLBACK_COMPLETE'), level: 'ok', text: /an update/ },
    { so: 'it never stood', answers: stackIs('ROLLBACK_COMPLETE'), level: 'warning', text: /first deployment failed/ },
    // With data in it: nobody may be told to delete that one.
    {
      so: 'an update was left as it is',
      answers: stackIs('UPDATE_FAILED'),
      level: 'warning',
      text: /left/,
      mend: /^read its/,
    },
    {
      so: 'it changes',
      answers: stackIs('UPDATE_IN_PROGRESS'),
      level: 'fault',
      text: /somebody is changing/,
      mend: /wait/,
    },
    {
      so: 'its way back failed',
      answers: stackIs('UPDATE_ROLLBACK_FAILED'),
      level: 'fault',
      text: /stuck/,
      mend: /continue-update-rollback --stack-name Shop-prod$/,
    },
    { so: 'its end failed', answers: stackIs('DELETE_FAILED'), level: 'fault', text: /stuck/, mend: /delete-stack/ },
    {
      so: 'it is broken otherwise',
      answers: stackIs('IMPORT_ROLLBACK_FAILED'),
      level: 'fault',
      text: /stuck/,
      mend: /events/,
    },
  ],
  table: [
    { so: 'there is none', level: 'ok', text: /^no table Orders-prod yet$/ },
    {
      so: 'the stack has it',
      answers: { ...holds('AWS::DynamoDB::Table', 'Orders-prod'), table: { key: ['orderId HASH'], items: 9 } },
      level: 'ok',
      text: /this stack's own/,
    },
    {
      so: 'a failed deployment left it',
      answers: { ...stackIs('ROLLBACK_COMPLETE'), table: { key: ['orderId HASH'], items: 0 } },
      level: 'warning',
      text: /about 0 records/,
      mend: /--import-existing-resources/,
    },
    {
      so: 'it cannot be imported',
      answers: { table: { key: ['orderId HASH'], items: 9 } },
      stage: { tables: [{ name: 'Orders', key: ['orderId HASH'], isImportable: false }] },
      level: 'fault',
      text: /about 9 records/,
      mend: /if nobody needs/,
    },
    {
      so: 'it is another',
      answers: { table: { key: ['id HASH'], items: 1 } },
      level: 'fault',
      text: /with another key \(id HASH\)/,
      mend: /rename/,
    },
  ],
  concurrency: [
    {
      so: 'there is enough',
      level: 'ok',
      text: /runs 1000 functions at once, 1000 of them unreserved; prod reserves 50/,
    },
    { so: 'it is just enough', answers: { concurrency: { limit: 150, unreserved: 150 } }, level: 'ok', text: /50/ },
    {
      so: 'the account is new',
      answers: { concurrency: { limit: 10, unreserved: 10 } },
      level: 'fault',
      text: /keeps 100 unreserved/,
      mend: /at least 150 /,
    },
    {
      so: 'others reserved it',
      answers: { concurrency: { limit: 1000, unreserved: 149 } },
      level: 'fault',
      text: /149 of them/,
      mend: /at least 1001 /,
    },
    {
      so: 'the stack has reserved its own already',
      answers: {
        ...holds('AWS::Lambda::Function', 'shop-processor', 'Processor'),
        concurrency: { limit: 150, unreserved: 100 },
        reserved: { 'shop-processor': 50 },
      },
      level: 'ok',
      text: /reserves 50/,
    },
    {
      so: 'the account is new, and nothing is reserved',
      answers: { concurrency: { limit: 10, unreserved: 10 } },
      stage: { reservations: [] },
      level: 'warning',
      text: /runs 10 functions at once/,
      mend: /at least 1000 /,
    },
    { so: 'nothing is reserved', stage: { reservations: [] }, level: 'ok', text: /reserves 0/ },
  ],
  'login domain': [
    { so: 'nobody has it', level: 'ok', text: /^no user pool that this account can see has shop-prod-123456789012$/ },
    {
      so: 'the stack has it',
      answers: { ...holds('AWS::Cognito::UserPoolDomain', 'shop-prod-123456789012'), pool: 'eu-central-1_a' },
      level: 'ok',
      text: /this stack's own/,
    },
    {
      so: 'another has it',
      answers: { pool: 'eu-central-1_a' },
      level: 'fault',
      text: /_a has/,
      mend: /--user-pool-id eu/,
    },
    { so: 'its name is not known', stage: { loginDomains: [undefined] }, level: 'warning', text: /could not be asked/ },
  ],
  'login mail': [
    { so: 'it comes from SES', level: 'ok', text: /through SES, from example.com$/ },
    { so: 'it comes from Cognito', stage: { poolMails: [{ by: 'Cognito' }] }, level: 'warning', text: /50 a day/ },
    {
      so: 'its sender is not verified',
      answers: { identities: { 'example.com': { isVerified: false } } },
      level: 'fault',
      text: /has not verified/,
    },
    {
      so: 'its sender is not there',
      answers: { identities: {} },
      level: 'fault',
      text: /does not know/,
      mend: /create-email/,
    },
    {
      so: 'its sender is not known yet',
      stage: { poolMails: [{ by: 'SES', identity: undefined }] },
      level: 'warning',
      text: /could not be asked/,
    },
  ],
  sender: [
    { so: 'its domain is verified', level: 'ok', text: /^example.com is verified, and its mails are signed/ },
    { so: 'there is none', stage: { sender: undefined }, level: 'warning', text: /no mails/, mend: /-c senderAddress/ },
    {
      so: 'the identity is not there',
      answers: { identities: {} },
      level: 'fault',
      text: /does not know example.com/,
      mend: /--email-identity example.com/,
    },
    {
      so: 'the domain is not verified',
      answers: { identities: { 'example.com': { isVerified: false, verification: 'PENDING' } } },
      level: 'fault',
      text: /not verified \(PENDING\)/,
      mend: /DKIM records/,
    },
    {
      so: 'the domain does not sign',
      answers: { identities: { 'example.com': { isSigned: false } } },
      level: 'warning',
      text: /not signed/,
      mend: /switch DKIM on/,
    },
    {
      so: 'the stack makes it',
      answers: { identities: {} },
      stage: madeSender,
      level: 'warning',
      text: /the stack makes it/,
      mend: /follow the link/,
    },
    {
      so: 'the stack would make it a second time',
      answers: { identities: { 'shop@example.com': {} } },
      stage: madeSender,
      level: 'fault',
      text: /AlreadyExists/,
      mend: /without -c createSenderIdentity$/,
    },
    {
      so: 'the stack would make it a second time, and it is not verified',
      answers: { identities: { 'shop@example.com': { isVerified: false } } },
      stage: madeSender,
      level: 'fault',
      text: /AlreadyExists/,
      mend: /once it is verified$/,
    },
    {
      so: 'the stack made it, and nobody followed the link',
      answers: {
        ...holds('AWS::SES::EmailIdentity', 'shop@example.com'),
        identities: { 'shop@example.com': { isVerified: false } },
      },
      stage: madeSender,
      level: 'fault',
      text: /not verified/,
      mend: /follow the link/,
    },
    {
      so: 'the stack made it, and its domain signs',
      answers: {
        ...holds('AWS::SES::EmailIdentity', 'shop@example.com'),
        identities: { 'shop@example.com': { isSigned: false }, 'example.com': {} },
      },
      stage: madeSender,
      level: 'ok',
      text: /signed/,
    },
    {
      so: 'the stack made it, and nobody signs',
      answers: {
        ...holds('AWS::SES::EmailIdentity', 'shop@example.com'),
        identities: { 'shop@example.com': { isSigned: false } },
      },
      stage: madeSender,
      level: 'warning',
      text: /not signed/,
      mend: /-c senderIdentity=example.com$/,
    },
    { so: 'a domain above it is verified', stage: anySender, level: 'ok', text: /^example.com is verified/ },
    {
      so: 'nothing that covers it is there',
      answers: { identities: {} },
      stage: anySender,
      level: 'fault',
      text: /shop@mail.example.com nor mail.example.com nor example.com,/,
    },
  ],
  sending: [
    { so: 'it is free', level: 'ok', text: /mails anybody, 50000 mails a day, 14 a second/ },
    {
      so: 'it is in the sandbox',
      answers: { account: { isProduction: false, mailsPerDay: 200, mailsPerSecond: 1 } },
      level: 'warning',
      text: /sandbox: it mails verified addresses only, 200 mails a day, 1 a second/,
      mend: /Request production access.*-c mailsPerSecond=1$/,
    },
    { so: 'it is off', answers: { account: { isSending: false } }, level: 'fault', text: /stopped/, mend: /dashboard/ },
    { so: 'it is shut', answers: { account: { enforcement: 'SHUTDOWN' } }, level: 'fault', text: /SHUTDOWN/ },
    { so: 'it is watched', answers: { account: { enforcement: 'PROBATION' } }, level: 'warning', text: /PROBATION/ },
    {
      so: 'it is slower than the stage',
      answers: { account: { mailsPerSecond: 5 } },
      level: 'warning',
      text: /would send 14 a second/,
      mend: /-c mailsPerSecond=5/,
    },
  ],
  contact: [
    { so: 'both are given', level: 'ok', text: /^customers reach help@shop.example.de; 1 legal lines$/ },
    {
      so: 'the lines are in two languages',
      stage: speaks({
        ...{ contact: 'help@shop.example.de', legalLines: ['Desk GmbH', 'VAT DE1'] },
        translations: { de: { legalLines: ['Desk GmbH', 'USt-IdNr. DE1'] } },
      }),
      level: 'ok',
      text: /; 2 legal lines, and 2 in de$/,
    },
    { so: 'there is none', stage: speaks({}), level: 'warning', text: /how to reach a person/, mend: /-c contact=/ },
    ...['help@example.com', 'a@b.invalid', 'https://help.example.org/form'].map((contact) => ({
      ...{ so: `it is nobody’s: ${contact}`, stage: speaks({ contact }), level: 'warning' as const, text: /nobody’s$/ },
      mend: /-c contact=/,
    })),
    {
      so: 'nobody says who runs the shop',
      stage: speaks({ contact: 'https://desk.example.de/help' }),
      level: 'warning',
      text: /says who runs the shop/,
      mend: /-c legalLines=/,
    },
  ],
  texts: [
    {
      so: 'all is written',
      level: 'ok',
      text: /^imprint, terms and privacy are written \(en\); prices: Including VAT.$/,
    },
    {
      so: 'placeholders are left',
      stage: { texts: { en: writtenTexts('[[Name]], [[Street]]'), de: writtenTexts('Alles da.') } },
      level: 'warning',
      text: /: 2 in en.json, imprint; 2 in en.json, terms; 2 in en.json, privacy$/,
      mend: /cdk\/texts/,
    },
    {
      so: 'nobody says what prices include',
      stage: speaks({ contact: 'help@shop.example.de' }),
      level: 'warning',
      text: /what prices include/,
      mend: /-c priceNote=/,
    },
    {
      so: 'a language has another one’s words for what prices include',
      stage: {
        ...{ texts: { en: writtenTexts('All is written.'), de: writtenTexts('Alles da.') } },
        ...speaks({ contact: 'help@shop.example.de', priceNote: 'Including VAT.' }),
      },
      level: 'warning',
      text: /^what prices include is not said in de: /,
      mend: /-c priceNote\.de=/,
    },
    {
      so: 'each language says what prices include',
      stage: {
        ...{ texts: { en: writtenTexts('All is written.'), de: writtenTexts('Alles da.') } },
        ...speaks({ priceNote: 'Including VAT.', translations: { de: { priceNote: 'Inkl. MwSt.' } } }),
      },
      level: 'ok',
      text: /^imprint, terms and privacy are written \(en, de\); prices: Including VAT\. \| Inkl\. MwSt\.$/,
    },
  ],
  certificate: [
    { so: 'it is for the name', level: 'ok', text: /^issued, and for shop.example.com$/ },
    { so: 'it is for any name beside', answers: certificateOf('*.example.com'), level: 'ok', text: /issued/ },
    {
      so: 'the wildcard is deeper',
      answers: certificateOf('*.shop.example.com'),
      level: 'fault',
      text: /not for shop/,
    },
    { so: 'the wildcard is higher', answers: certificateOf('*.com'), level: 'fault', text: /not for shop.example.com/ },
    {
      so: 'the name ends alike',
      answers: certificateOf('*.le.com', 'example.com'),
      level: 'fault',
      text: /not for shop/,
    },
    {
      so: 'it waits',
      answers: { certificate: { status: 'PENDING_VALIDATION' } },
      level: 'fault',
      text: /PENDING_VALIDATION/,
      mend: /CNAME/,
    },
    {
      so: 'it ended',
      answers: { certificate: { status: 'EXPIRED' } },
      level: 'fault',
      text: /EXPIRED/,
      mend: /request/,
    },
    {
      so: 'there is none',
      answers: { certificate: undefined },
      level: 'fault',
      text: /there is no arn:/,
      mend: /us-east-1/,
    },
    {
      so: 'it is another account’s',
      stage: {
        certificates: [{ arn: 'arn:aws:acm:us-east-1:999999999999:certificate/1', names: ['shop.example.com'] }],
      },
      level: 'fault',
      text: /is of account 999999999999/,
    },
    {
      so: 'it is imported, and ends soon',
      answers: { certificate: { isRenewed: false, expiresAt: new Date('2026-01-11T00:00:00Z') } },
      level: 'warning',
      text: /ends in 10 days/,
      mend: /successor/,
    },
    {
      so: 'it is imported, and lasts',
      answers: { certificate: { isRenewed: false, expiresAt: new Date('2026-02-11T00:00:00Z') } },
      level: 'ok',
      text: /issued/,
    },
  ],
  CloudFront: [
    { so: 'there is a distribution', level: 'ok', text: /has distributions already \(1\)/ },
    {
      so: 'there is none',
      answers: { distributions: [] },
      level: 'warning',
      text: /cannot be known/,
      mend: /AWS Support/,
    },
    {
      so: 'another one has the name',
      answers: { distributions: [{ id: 'E2', aliases: ['shop.example.com'] }] },
      level: 'fault',
      text: /E2 answers to shop.example.com already/,
    },
    {
      so: 'the stack has the name',
      answers: {
        ...holds('AWS::CloudFront::Distribution', 'E2'),
        distributions: [{ id: 'E2', aliases: ['shop.example.com'] }],
      },
      level: 'ok',
      text: /already/,
    },
  ],
};

/** Whether a line is of the deployer's own words, so that there is an answer in any case. */
const asksNobody = (name: string): boolean => ['contact', 'texts'].includes(name);

const UNASKED = [
  ['denied', /may not be asked: some:Action/],
  ['unreachable', /could not be asked, no connection/],
  ['credentials', /could not be asked, for want of valid credentials/],
  ['refused', /could not be asked: some:Action/],
] as const;

describe.each(Object.entries(cases))('%s', (name, its) => {
  it.each(its)('$level when $so', async ({ answers, stage, level, text, mend }) => {
    const line = (await report(fakePorts(answers), stage))[name];
    expect(line).toMatchObject({ level, text: expect.stringMatching(text) });
    if (mend) expect(line?.mend).toMatch(mend);
    // Whoever reads it can act on it; where all is well there is nothing to do.
    expect(line?.mend === undefined).toBe(level === 'ok');
    expect(`${line?.text}${line?.mend}`).not.toContain('\n');
  });

  it.each(asksNobody(name) ? [] : UNASKED)('is told as not asked where the answer is %s', async (reason, text) => {
    const line = (await report(silentPorts(reason)))[name];
    expect(line).toMatchObject({ level: 'warning', isUnknown: true, text: expect.stringMatching(text) });
  });
});

describe('the report', () => {
  it('has a line for each need, and none for what the stage does not need', async () => {
    expect(Object.keys(await report(fakePorts()))).toEqual(Object.keys(cases));
    const bare = {
      bootstrap: undefined,
      tables: [],
      loginDomains: [],
      poolMails: [],
      certificates: [],
      sender: undefined,
    };
    expect(Object.keys(await report(fakePorts(), bare))).toEqual([
      ...['stack', 'concurrency', 'sender', 'contact', 'texts', 'CloudFront'],
    ]);
  });

  it('asks the toolkit’s stack where the parameter may not be read', async () => {
    const answers = { stacks: { CDKToolkit: { status: 'UPDATE_COMPLETE', outputs: { BootstrapVersion: '28' } } } };
    const ports = { ...fakePorts(answers), parameters: silentPorts('denied').parameters };
    expect((await report(ports)).bootstrap).toMatchObject({ level: 'ok', text: 'version 28, 6 is needed' });
  });

  it('does not say that nothing is bootstrapped where only the stack’s usual name is free', async () => {
    const ports = { ...fakePorts(), parameters: silentPorts('denied').parameters };
    expect((await report(ports)).bootstrap).toMatchObject({
      level: 'warning',
      isUnknown: true,
      text: expect.stringMatching(/there is no stack CDKToolkit either$/),
    });
  });

  it('does not take a table for foreign where the stack’s resources may not be listed', async () => {
    const ports = fakePorts({ ...stackIs('UPDATE_COMPLETE'), table: { key: ['orderId HASH'], items: 1 } });
    const stacks = { ...ports.stacks, resources: silentPorts('denied').stacks.resources };
    expect((await report({ ...ports, stacks })).table).toMatchObject({ level: 'warning', isUnknown: true });
  });

  it('asks CloudFormation for the stack’s resources once, whatever number of checks wants to know', async () => {
    let calls = 0;
    const ports = fakePorts({ ...stackIs('UPDATE_COMPLETE'), table: { key: ['orderId HASH'], items: 1 }, pool: 'p' });
    const resources = async () => {
      calls += 1;
      return [];
    };
    await report({ ...ports, stacks: { ...ports.stacks, resources } });
    expect(calls).toBe(1);
  });

  it('does not hide a fault of its own', async () => {
    const ports = fakePorts();
    const tables = {
      table: async (): Promise<never> => {
        throw new TypeError('ours');
      },
    };
    await expect(report({ ...ports, tables })).rejects.toThrow('ours');
  });
});
