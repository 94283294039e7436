import type { ReportUnreadable } from '../core/shared/unreadable-item.ts';
import type { Logger } from '../runtime/logger.ts';

/** Says which stored item cannot be read: an alarm counts these lines. */
export const reportUnreadable =
  (log: Logger): ReportUnreadable =>
  (item) =>
    log.error('stored item cannot be read', item, { table: item.table, key: item.key });
