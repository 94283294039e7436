import type { SenderConfig } from '../../../config.ts';
import type { ShopConfig } from '../../../shop-config.ts';
import type { ShopTexts } from '../../../shop-texts.ts';

/** The version of CDK's bootstrap that a deployment asks for, and the parameter that tells which one is there. */
export interface Bootstrap {
  readonly version: number;
  readonly parameter: string;
}

/** A function for which the stage keeps environments. */
export interface Reservation {
  readonly logicalId: string;
  readonly executions: number;
}

/** A table whose name the template fixes. */
export interface NamedTable {
  readonly name: string;
  /** `orderId HASH` and the like. */
  readonly key: readonly string[];
  /** Whether CloudFormation can take up a table of that name that is there already. */
  readonly isImportable: boolean;
}

/** The certificate of a distribution, and the names that it must be for. */
export interface NeededCertificate {
  readonly arn: string;
  readonly names: readonly string[];
}

/** Who sends the mails of a user pool: Cognito itself, or an identity of SES (undefined where its name is not known yet). */
export type PoolMail = { readonly by: 'Cognito' } | { readonly by: 'SES'; readonly identity: string | undefined };

/** What a stage asks of the account that it is deployed to, as its synthesized template and its configuration say. */
export interface StageNeeds {
  readonly stage: string;
  readonly stackName: string;
  /** Absent where none is needed. */
  readonly bootstrap?: Bootstrap | undefined;
  readonly reservations: readonly Reservation[];
  readonly tables: readonly NamedTable[];
  /** Prefix of the sign-in pages' address; undefined where it depends on what is not known. */
  readonly loginDomains: readonly (string | undefined)[];
  readonly poolMails: readonly PoolMail[];
  /** Identities of SES that the stack makes. */
  readonly madeIdentities: readonly string[];
  /** From whom customers get mails; absent where they get none. */
  readonly sender?: SenderConfig | undefined;
  /** How the shop speaks to its customers. */
  readonly shop: ShopConfig;
  /** What it must tell by law, by language. */
  readonly texts: Readonly<Record<string, ShopTexts>>;
  readonly certificates: readonly NeededCertificate[];
  /** Names of their own that the stack's distributions answer to. */
  readonly aliases: readonly string[];
}
