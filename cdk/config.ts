import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { readShop, SHOP_KEYS, type ShopConfig, shopContext, tooLongToSay } from './shop-config.ts';

/** What differs between stages; everything else is the same in each, so that dev proves prod. */
export interface StageConfig {
  readonly stage: Stage;
  readonly stackName: string;
  /** Appended to the few fixed names (the Orders table): empty in dev. */
  readonly nameSuffix: string;
  /** What becomes of tables, queues and the user pool when they leave the stack. */
  readonly removalPolicy: RemovalPolicy;
  /** Whether DynamoDB and Cognito refuse to delete what holds data. */
  readonly deletionProtection: boolean;
  readonly logRetention: RetentionDays;
  /** Requests per second, and the bucket above it, that the whole API admits. */
  readonly throttling: { readonly ratePerSecond: number; readonly burst: number };
  /** The web firewall before the API, and the rate it admits from one viewer; absent where there is none. */
  readonly webFirewall?: { readonly requestsPerFiveMinutes: number; readonly ordersPerFiveMinutes: number };
  /** An order above it is let pass by a person of support, in cents. */
  readonly reviewAboveCents: number;
  /** How long after its processing a customer may cancel an order. */
  readonly cancellationMinutes: number;
  /** Where the shop delivers to: codes of ISO 3166-1. */
  readonly deliveryCountries: readonly string[];
  /** How the shop speaks to its customers, in mails and on its pages. */
  readonly shop: ShopConfig;
  /** Whether somebody must hear the alarms: then there is no deployment without an address of operations. */
  readonly alarmsReachPeople: boolean;
  /** Environments kept for process-order; absent where the account's Lambda quota may be too small to reserve any. */
  readonly processorConcurrency?: number;
  /** Further addresses, beside the distribution's, that sign-in and sign-out may return to: a development server's. */
  readonly siteUrls: readonly string[];
  /** The shop's own domain; absent where CloudFront's name serves. */
  readonly domain?: DomainConfig;
  /** From whom customers get their confirmations; absent where they get none. */
  readonly sender?: SenderConfig;
  /** Where operations reads mail, once it confirmed the subscription: alerts, and without a sender each announcement. */
  readonly operationsAddress?: string;
  /** Where the repository is read, without a slash at its end: alarms then carry a link to their section of the runbook. */
  readonly repositoryUrl?: string;
  /** Whether the user pool has a client for the smoke test, which signs in with a password and without a browser. */
  readonly smokeClient: boolean;
}

/** What the shop decides by, the same in each stage unless a deployer says otherwise. */
const RULES = {
  // Well above what most people order here at once: five of the dearest laptops are 7,000.
  reviewAboveCents: 1_000_000,
  cancellationMinutes: 60,
} as const;

/** Where a shop that sells in euros can deliver to without customs. */
const DELIVERY_COUNTRIES = 'DE,AT,NL,BE,LU,FR';

/** What a stage fixes; the rest of its configuration is the deployer's to give. */
type Settings = Omit<
  StageConfig,
  | 'stage'
  | 'deliveryCountries'
  | 'shop'
  | 'siteUrls'
  | 'domain'
  | 'sender'
  | 'operationsAddress'
  | 'repositoryUrl'
  | 'smokeClient'
>;

/** The stages. Another one is one more entry. */
const settingsByStage = {
  dev: {
    ...RULES,
    stackName: 'OrderProcessing',
    nameSuffix: '',
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    logRetention: RetentionDays.ONE_WEEK,
    throttling: { ratePerSecond: 500, burst: 1000 },
    alarmsReachPeople: false,
  },
  prod: {
    ...RULES,
    stackName: 'OrderProcessing-prod',
    nameSuffix: '-prod',
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
    // As long as Step Functions keeps the history of an execution (90 days).
    logRetention: RetentionDays.THREE_MONTHS,
    throttling: { ratePerSecond: 1000, burst: 2000 },
    // Seven requests a second, all the time: more than a family behind one address clicks, far less than a flood.
    webFirewall: { requestsPerFiveMinutes: 2000, ordersPerFiveMinutes: 50 },
    alarmsReachPeople: true,
    // 50 environments of 10 messages are 500 orders in flight, more than StartExecution's 300/s can use, and leave
    // half the default account quota of 1,000 to the API whatever the backlog.
    processorConcurrency: 50,
  },
} as const satisfies Readonly<Record<string, Settings>>;

/** The name of a stage. */
type Stage = keyof typeof settingsByStage;
const stages = Object.keys(settingsByStage) as [Stage, ...Stage[]];

/** A domain of the deployer's, whose DNS points to the distribution. */
interface DomainConfig {
  readonly name: string;
  /** A certificate of ACM in us-east-1, where CloudFront looks for it. */
  readonly certificateArn: string;
}

/** From whom mails are sent, and how fast. */
export interface SenderConfig {
  readonly address: string;
  /** The verified identity of SES that covers the address, such as its domain: Cognito's mails then come from the address
   * too. Absent: SES finds the identity itself, and Cognito sends by its own mailer. */
  readonly identity?: string;
  /** Whether the stack makes the address an identity, which then asks the address to verify itself; else it exists. */
  readonly createIdentity: boolean;
  /** What SES lets the account send: 1 in the sandbox, 14 and more beyond it. What is less than 14 changes nothing, as Lambda
   * takes no fewer than two environments for a queue: docs/scaling.md says what then happens. */
  readonly mailsPerSecond: number;
}

/** A deployer's mistake in the context; its message is one line that says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The context keys that a deployer may set with `-c key=value`. */
export const CONTEXT_KEYS = [
  'stage',
  'siteUrls',
  'domainName',
  'certificateArn',
  'senderAddress',
  'senderIdentity',
  'createSenderIdentity',
  'mailsPerSecond',
  'operationsAddress',
  'repositoryUrl',
  'smokeClient',
  'deliveryCountries',
  'reviewAboveCents',
  ...SHOP_KEYS,
] as const;

const isSiteUrl = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, hash } = new URL(value);
  // Cognito takes plain http for localhost alone, and PKCE needs a secure context anyway.
  return hash === '' && (protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost'));
};

const siteUrl = z
  .string()
  .trim()
  .refine(isSiteUrl, { error: 'must be https addresses (http only for localhost), separated by commas' });

/** What stands in every alarm's mail holds no password and no token. */
const isRepositoryUrl = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, pathname, username, password, search, hash } = new URL(value);
  return protocol === 'https:' && pathname !== '/' && [username, password, search, hash].every((part) => part === '');
};

const mailAddress = z
  .string()
  .trim()
  .pipe(z.email({ error: 'must be an e-mail address' }));

/** What the CLI passes as text, and an app in process perhaps not. */
const flag = z
  .preprocess(
    (value) => (typeof value === 'boolean' ? String(value) : value),
    z.enum(['true', 'false'], { error: 'must be true or false' }),
  )
  .default('false')
  .transform((value) => value === 'true');

const contextSchema = z.object({
  stage: z.enum(stages, { error: `must be ${stages.join(' or ')}` }).default('dev'),
  siteUrls: z
    .preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(siteUrl).min(1))
    .optional(),
  domainName: z
    .string()
    .trim()
    .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, { error: 'must be a domain name such as shop.example.com' })
    .optional(),
  certificateArn: z
    .string()
    .trim()
    .regex(/^arn:[^:]+:acm:us-east-1:\d{12}:certificate\/.+$/, { error: 'must be a certificate of ACM in us-east-1' })
    .optional(),
  senderAddress: mailAddress.optional(),
  senderIdentity: z.string().trim().min(1).optional(),
  createSenderIdentity: flag,
  mailsPerSecond: z.coerce
    .number({ error: 'must be a number' })
    .int({ error: 'must be a whole number' })
    .min(1, { error: 'must be at least 1' })
    .default(14),
  operationsAddress: mailAddress.optional(),
  repositoryUrl: z
    .string()
    .trim()
    .refine(isRepositoryUrl, {
      error: 'must be the https address of a repository, such as https://github.com/owner/name',
    })
    .transform((value) => value.replace(/\/+$/, '').replace(/\.git$/, ''))
    .optional(),
  smokeClient: flag,
  deliveryCountries: z
    .string()
    .trim()
    .regex(/^[A-Z]{2}(,[A-Z]{2})*$/, { error: 'must be two-letter codes of countries, separated by commas' })
    .default(DELIVERY_COUNTRIES)
    .transform((codes) => codes.split(',')),
  reviewAboveCents: z.coerce
    .number({ error: 'must be a number' })
    .int({ error: 'must be a whole number' })
    .min(0, { error: 'must not be below 0' })
    .optional(),
  ...shopContext,
});

const readDomain = ({ domainName, certificateArn }: z.infer<typeof contextSchema>): DomainConfig | undefined => {
  if (domainName === undefined && certificateArn === undefined) return undefined;
  if (domainName === undefined) throw new ConfigError('context certificateArn needs its domain: -c domainName=...');
  if (certificateArn === undefined)
    throw new ConfigError('context domainName needs its certificate: -c certificateArn=...');
  return { name: domainName, certificateArn };
};

/** Whether mail from the address may be sent under the identity: the address itself, its domain, or one above it. */
const covers = (identity: string, address: string): boolean =>
  address === identity ||
  address.endsWith(`@${identity}`) ||
  /@.+$/.exec(address)?.[0].endsWith(`.${identity}`) === true;

const readSender = ({
  senderAddress: address,
  senderIdentity: identity,
  createSenderIdentity: createIdentity,
  mailsPerSecond,
}: z.infer<typeof contextSchema>): SenderConfig | undefined => {
  if (address === undefined) {
    if (identity === undefined && !createIdentity) return undefined;
    const key = identity === undefined ? 'createSenderIdentity' : 'senderIdentity';
    throw new ConfigError(`context ${key} needs the address that mails come from: -c senderAddress=...`);
  }
  if (identity !== undefined && createIdentity) {
    throw new ConfigError('context senderIdentity exists already: leave createSenderIdentity away');
  }
  if (identity !== undefined && !covers(identity, address)) {
    throw new ConfigError(`context senderIdentity=${JSON.stringify(identity)}: ${address} is not an address of it`);
  }
  return { address, identity, createIdentity, mailsPerSecond };
};

/** Checks the deployer's context and gives the stage's settings. Throws ConfigError. */
export const readConfig = (context: Readonly<Record<string, unknown>>): StageConfig => {
  const parsed = contextSchema.safeParse(context);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = String(issue?.path[0]);
    throw new ConfigError(`context ${key}=${JSON.stringify(context[key])}: ${issue?.message}`);
  }
  const { stage } = parsed.data;
  const settings: Settings = settingsByStage[stage];
  const { siteUrls = [], operationsAddress, repositoryUrl, smokeClient, deliveryCountries } = parsed.data;
  const { reviewAboveCents = settings.reviewAboveCents } = parsed.data;
  if (settings.alarmsReachPeople && operationsAddress === undefined) {
    throw new ConfigError(`stage ${stage} needs an address that its alarms are mailed to: -c operationsAddress=...`);
  }
  const [domain, sender] = [readDomain(parsed.data), readSender(parsed.data)];
  const shop = readShop(parsed.data);
  const tooLong = tooLongToSay(shop);
  if (tooLong !== undefined) throw new ConfigError(tooLong);
  const given = {
    ...{ siteUrls, domain, sender, operationsAddress, repositoryUrl, smokeClient },
    ...{ deliveryCountries, reviewAboveCents, shop },
  };
  return { ...settings, ...given, stage };
};
