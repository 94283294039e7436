import type { StoredAct } from './acts.ts';
import type { Erasure, StoredOrder } from './erasure.ts';
import type { StoredMail } from './mails.ts';

/** A person's account in the user pool, without what it says of them. */
export interface Account {
  /** How Cognito names it, whatever address it has. */
  readonly username: string;
  /** The customer id of its orders. */
  readonly sub: string;
  /** As the person spelt it. */
  readonly email?: string;
  readonly attributeNames: readonly string[];
  readonly status: string;
  readonly enabled: boolean;
  readonly createdAt?: Date;
}

/** Accounts of the user pool. What is asked of an account that is gone has happened already. */
export interface Accounts {
  find(email: string): Promise<Account | undefined>;
  /** Takes back its refresh tokens and keeps it from signing in. */
  close(account: Account): Promise<void>;
  delete(account: Account): Promise<void>;
}

/** Records of the table Orders. */
export interface OrderRecords {
  /** Ids of the orders with an address, by the index of addresses in lower case. */
  idsOfEmail(key: string): Promise<string[]>;
  idsOfCustomer(customerId: string): Promise<string[]>;
  read(orderId: string): Promise<StoredOrder | undefined>;
  /** Takes the person out of a record, unless its status is another by now or a mail to them is being sent; gives the
   * record as it then is, or undefined. */
  erase(order: StoredOrder, erasure: Erasure, now: Date): Promise<StoredOrder | undefined>;
}

/** Records of the table Confirmations. */
export interface MailRecords {
  of(orderId: string): Promise<StoredMail[]>;
  /** Takes these attributes out, unless the mail is being sent: then false. */
  erase(mail: StoredMail, remove: readonly string[], now: Date): Promise<boolean>;
}

/** What support did about an order, in the table Activity. */
export interface Acts {
  of(orderId: string): Promise<StoredAct[]>;
  /** Takes the person out of an act; one that is gone is left alone. */
  erase(act: StoredAct, erasure: Erasure): Promise<void>;
}

/** One execution of an order's workflow. */
export interface OrderExecution {
  readonly status: string;
  /** Absent while it runs. */
  readonly stoppedAt?: Date;
}

/** Executions of the stack's workflows that are named as an order. */
export interface Executions {
  of(orderId: string): Promise<OrderExecution[]>;
}

/** A queue and about how many messages are in it. */
export interface QueueCount {
  readonly name: string;
  readonly messages: number;
  readonly retentionSeconds: number;
}

/** What erasing works on. */
export interface Deps {
  readonly accounts: Accounts;
  readonly orders: OrderRecords;
  readonly mails: MailRecords;
  readonly acts: Acts;
  readonly executions: Executions;
  /** Which of these texts are products of the catalogue. */
  readonly productsAmong: (texts: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The account's list of addresses that SES sends nothing to; by exact spelling. */
  readonly suppression: { has(address: string): Promise<boolean>; remove(address: string): Promise<void> };
  readonly queues: () => Promise<QueueCount[]>;
  /** Whether the stack sends mails. */
  readonly sendsMails: boolean;
  readonly now: () => Date;
}
