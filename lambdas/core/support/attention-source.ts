import type { AttentionItem, AttentionSource, Problem } from '../contract/attention.ts';
import type { Machine } from '../contract/machine.ts';
import type { FoundRecords, TracedRecord } from './ports.ts';

/** What is listed of each problem; a person works off the oldest ones first. */
export const MAX_ITEMS = 20;

/** An order that may need a person. */
export interface Candidate {
  id: string;
  problem: Problem;
  /** It is not listed where an execution of one of these workflows failed, which is listed and tells more. */
  unlessFailed?: readonly Machine[];
  /** Makes the item of a list, which may take a call. */
  make(): AttentionItem | Promise<AttentionItem>;
}

/** One kind of what needs a person, asked for by itself, so that the others are listed where it cannot be asked. */
export interface Source {
  name: AttentionSource;
  /** Oldest first; one more than are listed tells that there are others. */
  find(): Promise<Candidate[]>;
}

/** What is known of the orders of a list. */
export interface Known {
  record(orderId: string): TracedRecord | undefined;
  about(orderId: string): Pick<AttentionItem, 'orderStatus' | 'customerName' | 'unreadable'>;
}

/** What the records tell of their orders. */
export const knownOf = ({ records, unreadable }: FoundRecords): Known => {
  const byId = new Map(records.map((record) => [record.orderId, record]));
  return {
    record: (orderId) => byId.get(orderId),
    about: (orderId) => {
      const record = byId.get(orderId);
      if (record) return { orderStatus: record.status, customerName: record.customerName };
      return unreadable.includes(orderId) ? { unreadable: true } : {};
    },
  };
};
