import { parseOrderId } from '../../../core/order/order-id.ts';
import type { LogFields, Logger } from '../../../runtime/logger.ts';

/** What a member of support did. */
interface Act {
  /** The person's id in the user pool. */
  actor: string;
  action: string;
  /** An HTTP status, or `error`. */
  outcome: string;
}

/** The order that a path names; what names none is not repeated. */
export const orderNamed = (text: string): LogFields => ({ orderId: parseOrderId(text) ?? 'none' });

/** Writes the audit line of one act: who, what, on which order or queue, how it ended; no personal data. */
export const audit = (log: Logger, { actor, action, outcome }: Act, fields: LogFields): void =>
  log.info('audit', { ...fields, audit: true, actor, action, outcome });
