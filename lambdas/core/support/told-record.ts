import { type EventType, STATUS_OF } from '../contract/event-type.ts';
import { type AnnouncedRecord, announcedRecordSchema, type OrderRecord, questionOf } from '../contract/order.ts';

/** The order as a mail told of it, and whether it stands otherwise by now. */
interface ToldRecord {
  record: AnnouncedRecord;
  changed: boolean;
}

/** The order as it stood when a mail told of it: the record itself, or what it has kept of that. Undefined where it has kept too
 * little, as of a question upon which another one followed. */
export const recordAsTold = (
  record: OrderRecord,
  { eventType, questionId }: { eventType: EventType; questionId?: string | undefined },
): ToldRecord | undefined => {
  if (questionId !== undefined && questionOf(record)?.id !== questionId) return undefined;
  const status = STATUS_OF[eventType];
  if (record.status === status) return { record: record as AnnouncedRecord, changed: false };
  // An outcome takes the place of another one only where a processed order is cancelled.
  const isKept = questionId !== undefined || (status === 'Processed' && record.status === 'Cancelled');
  const before = isKept ? announcedRecordSchema.safeParse({ ...record, status }).data : undefined;
  return before && { record: before, changed: true };
};
