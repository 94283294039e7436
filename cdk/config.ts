import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';

/** What differs between stages; everything else is the same in each, so that dev proves prod. */
export interface StageConfig {
  readonly stage: 'dev' | 'prod';
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
  /** Environments kept for process-order; absent where the account's Lambda quota may be too small to reserve any. */
  readonly processorConcurrency?: number;
  /** Addresses of the site that sign-in and sign-out may return to. */
  readonly siteUrls: readonly string[];
}

/** A deployer's mistake in the context; its message is one line that says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The context keys that a deployer may set with `-c key=value`. */
export const CONTEXT_KEYS = ['stage', 'siteUrls'] as const;

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

const contextSchema = z.object({
  stage: z.enum(['dev', 'prod'], { error: 'must be dev or prod' }).default('dev'),
  siteUrls: z
    .preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(siteUrl).min(1))
    .optional(),
});

type Settings = Omit<StageConfig, 'stage' | 'siteUrls'> & { readonly siteUrls?: readonly string[] };

const settingsByStage: Readonly<Record<StageConfig['stage'], Settings>> = {
  dev: {
    stackName: 'OrderProcessing',
    nameSuffix: '',
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    logRetention: RetentionDays.ONE_WEEK,
    throttling: { ratePerSecond: 500, burst: 1000 },
    siteUrls: ['http://localhost:3000/'],
  },
  prod: {
    stackName: 'OrderProcessing-prod',
    nameSuffix: '-prod',
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
    // As long as Step Functions keeps the history of an execution (90 days).
    logRetention: RetentionDays.THREE_MONTHS,
    throttling: { ratePerSecond: 1000, burst: 2000 },
    // 50 environments of 10 messages are 500 orders in flight, more than StartExecution's 300/s can use, and leave
    // half the default account quota of 1,000 to the API whatever the backlog.
    processorConcurrency: 50,
  },
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
  const settings = settingsByStage[stage];
  const siteUrls = parsed.data.siteUrls ?? settings.siteUrls;
  if (!siteUrls) {
    throw new ConfigError(`stage ${stage} needs the address of its site: -c siteUrls=https://shop.example.com/`);
  }
  return { ...settings, stage, siteUrls };
};
