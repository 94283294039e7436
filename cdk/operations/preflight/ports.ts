/** What the checks ask of AWS, a port a service. Each call throws NotAsked where there is no answer. */
export interface Ports {
  readonly parameters: ParametersPort;
  readonly stacks: StacksPort;
  readonly functions: FunctionsPort;
  readonly mail: MailPort;
  readonly logins: LoginsPort;
  readonly certificates: CertificatesPort;
  readonly tables: TablesPort;
  readonly distributions: DistributionsPort;
}

/** Parameter Store. */
export interface ParametersPort {
  /** The value of a parameter; undefined where there is none. */
  value(name: string): Promise<string | undefined>;
}

/** A stack as CloudFormation describes it. */
interface ExistingStack {
  /** `CREATE_COMPLETE` and the like. */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A resource that a stack holds. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** CloudFormation. */
export interface StacksPort {
  /** Undefined where there is no such stack. */
  stack(name: string): Promise<ExistingStack | undefined>;
  /** What the stack holds at this moment. */
  resources(name: string): Promise<readonly StackResource[]>;
}

/** How many functions may run at once. */
interface Concurrency {
  /** The account's quota in the region. */
  readonly limit: number;
  /** What of it no function has reserved. */
  readonly unreserved: number;
}

/** Lambda. */
export interface FunctionsPort {
  concurrency(): Promise<Concurrency>;
  /** What the function has reserved; 0 where it has nothing, or is not there. */
  reserved(functionName: string): Promise<number>;
}

/** What SES lets the account do in the region. */
export interface MailAccount {
  /** False in the sandbox. */
  readonly isProduction: boolean;
  readonly isSending: boolean;
  /** HEALTHY, PROBATION or SHUTDOWN. */
  readonly enforcement: string;
  readonly mailsPerDay: number;
  readonly mailsPerSecond: number;
}

/** An address or a domain that SES knows. */
export interface MailIdentity {
  readonly isVerified: boolean;
  /** SUCCESS, PENDING, FAILED and the like. */
  readonly verification: string;
  /** Whether mails are signed with a DKIM key of the identity. */
  readonly isSigned: boolean;
}

/** SES. */
export interface MailPort {
  account(): Promise<MailAccount>;
  /** Undefined where SES does not know the address or domain. */
  identity(name: string): Promise<MailIdentity | undefined>;
}

/** Cognito. */
export interface LoginsPort {
  /** The user pool that has the domain, as far as the account may see; undefined where none has. */
  poolOfDomain(domain: string): Promise<string | undefined>;
}

/** A certificate of ACM. */
export interface ExistingCertificate {
  /** ISSUED, PENDING_VALIDATION, EXPIRED and the like. */
  readonly status: string;
  /** Names that it is for, with wildcards. */
  readonly names: readonly string[];
  readonly expiresAt: Date | undefined;
  /** Whether ACM renews it by itself, which it does not for an imported one. */
  readonly isRenewed: boolean;
}

/** ACM. */
export interface CertificatesPort {
  /** Undefined where there is none. */
  certificate(arn: string): Promise<ExistingCertificate | undefined>;
}

/** A table of DynamoDB. */
interface ExistingTable {
  /** `orderId HASH` and the like. */
  readonly key: readonly string[];
  /** About how many records it holds: DynamoDB counts every six hours. */
  readonly items: number;
}

/** DynamoDB. */
export interface TablesPort {
  /** Undefined where there is none. */
  table(name: string): Promise<ExistingTable | undefined>;
}

/** A distribution of CloudFront. */
export interface ExistingDistribution {
  readonly id: string;
  /** Domain names of its own that it answers to. */
  readonly aliases: readonly string[];
}

/** CloudFront. */
export interface DistributionsPort {
  /** Every one of the account. */
  all(): Promise<readonly ExistingDistribution[]>;
}
