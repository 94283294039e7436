import type { Engine, PolicyDocument } from '../../service.ts';
import type { Catalogue } from './storage/catalogue.ts';
import type { Items } from './storage/items.ts';
import type { Tokens } from './storage/tokens.ts';

/** What of a table only the template decides. */
interface TableSettings {
  readonly pointInTimeRecovery: boolean;
  /** Of the table and its indexes. */
  readonly policy?: PolicyDocument | undefined;
  /** Of the customer's key that encrypts it. */
  readonly keyId?: string | undefined;
}

/** What every operation works with. */
export interface Context {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly items: Items;
  readonly tokens: Tokens;
  /** By the table's name. */
  readonly settings: Map<string, TableSettings>;
}

/** One operation: a request as it came, to its answer. Throws AwsError. */
export type TableOperation = (context: Context, input: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** The ARN of a table. */
export const tableArn = ({ accountId, region }: Pick<Engine, 'accountId' | 'region'>, name: string): string =>
  `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
