import { type CheckContext, createChecks } from '../../../cdk/operations/preflight/checks/index.ts';
import type { StageNeeds } from '../../../cdk/operations/preflight/needs/needs.ts';
import { NotAsked, type Reason } from '../../../cdk/operations/preflight/not-asked.ts';
import type { ExistingCertificate, MailAccount, MailIdentity, Ports } from '../../../cdk/operations/preflight/ports.ts';
import { type Line, runChecks } from '../../../cdk/operations/preflight/preflight.ts';

/** What each port answers; absent: as in an account where a first deployment meets no obstacle. */
export interface Answers {
  readonly parameter?: string | undefined;
  readonly stacks?: Readonly<Record<string, { status: string; outputs?: Record<string, string> }>>;
  readonly resources?: readonly { logicalId: string; physicalId: string; type: string }[];
  readonly concurrency?: { readonly limit: number; readonly unreserved: number };
  readonly reserved?: Readonly<Record<string, number>>;
  readonly account?: Partial<MailAccount>;
  readonly identities?: Readonly<Record<string, Partial<MailIdentity>>>;
  readonly pool?: string | undefined;
  readonly certificate?: Partial<ExistingCertificate> | undefined;
  readonly table?: { readonly key: readonly string[]; readonly items: number } | undefined;
  readonly distributions?: readonly { readonly id: string; readonly aliases: readonly string[] }[];
}

const verified: MailIdentity = { isVerified: true, verification: 'SUCCESS', isSigned: true };

const good = {
  parameter: '30',
  concurrency: { limit: 1000, unreserved: 1000 },
  account: { isProduction: true, isSending: true, enforcement: 'HEALTHY', mailsPerDay: 50_000, mailsPerSecond: 14 },
  identities: { 'example.com': {} },
  certificate: { status: 'ISSUED', names: ['shop.example.com'], expiresAt: undefined, isRenewed: true },
  distributions: [{ id: 'E1', aliases: [] }],
} satisfies Answers;

/** An account that answers so. */
export const fakePorts = (changes: Answers = {}): Ports => {
  const answers: Answers = { ...good, ...changes };
  return {
    parameters: { value: async () => answers.parameter },
    stacks: {
      stack: async (name) => {
        const found = answers.stacks?.[name];
        return found && { outputs: {}, ...found };
      },
      resources: async () => answers.resources ?? [],
    },
    functions: {
      concurrency: async () => answers.concurrency ?? good.concurrency,
      reserved: async (name) => answers.reserved?.[name] ?? 0,
    },
    mail: {
      account: async () => ({ ...good.account, ...answers.account }),
      identity: async (name) => {
        const found = answers.identities?.[name];
        return found && { ...verified, ...found };
      },
    },
    logins: { poolOfDomain: async () => answers.pool },
    certificates: {
      certificate: async () => answers.certificate && { ...good.certificate, ...answers.certificate },
    },
    tables: { table: async () => answers.table },
    distributions: { all: async () => answers.distributions ?? good.distributions },
  };
};

/** An account that answers nothing. */
export const silentPorts = (reason: Reason): Ports => {
  const refuse = async (): Promise<never> => {
    throw new NotAsked(reason, 'some:Action');
  };
  return {
    parameters: { value: refuse },
    stacks: { stack: refuse, resources: refuse },
    functions: { concurrency: refuse, reserved: refuse },
    mail: { account: refuse, identity: refuse },
    logins: { poolOfDomain: refuse },
    certificates: { certificate: refuse },
    tables: { table: refuse },
    distributions: { all: refuse },
  };
};

/** Texts of the law that say this everywhere. */
export const writtenTexts = (text: string): StageNeeds['texts'][string] => {
  const page = { title: 'Page', sections: [{ heading: 'Heading', paragraphs: [text] }] };
  return { imprint: page, terms: page, privacy: page };
};

/** A stage that needs one of everything. */
const needs: StageNeeds = {
  stage: 'prod',
  stackName: 'Shop-prod',
  bootstrap: { version: 6, parameter: '/cdk-bootstrap/hnb659fds/version' },
  reservations: [{ logicalId: 'Processor', executions: 50 }],
  tables: [{ name: 'Orders-prod', key: ['orderId HASH'], isImportable: true }],
  loginDomains: ['shop-prod-123456789012'],
  poolMails: [{ by: 'SES', identity: 'example.com' }],
  madeIdentities: [],
  sender: { address: 'shop@example.com', identity: 'example.com', createIdentity: false, mailsPerSecond: 14 },
  shop: {
    ...{ locale: 'en-GB', timeZone: 'Europe/Berlin' },
    ...{ contact: 'help@shop.example.de', legalLines: ['Corner Desk GmbH, Berlin'] },
    priceNote: 'Including VAT.',
  },
  texts: { en: writtenTexts('All is written.') },
  certificates: [{ arn: 'arn:aws:acm:us-east-1:123456789012:certificate/1', names: ['shop.example.com'] }],
  aliases: ['shop.example.com'],
};

/** Every line of the report on such a stage in such an account, by its name. */
export const report = async (
  ports: Ports,
  changes: Partial<StageNeeds> = {},
  context: Partial<CheckContext> = {},
): Promise<Readonly<Record<string, Line>>> => {
  const place = { region: 'eu-central-1', account: '123456789012' };
  const now = new Date('2026-01-01T00:00:00Z');
  const lines = await runChecks(createChecks({ needs: { ...needs, ...changes }, ports, place, now, ...context }));
  return Object.fromEntries(lines.map((line) => [line.name, line]));
};
