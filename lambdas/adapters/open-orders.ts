import { OPEN_STATUSES } from '../core/contract/status.ts';

/** Holds as long as an order is not decided; takes the name `#status`. */
export const NOT_DECIDED = `#status IN (${OPEN_STATUSES.map((status) => `:${status}`).join(', ')})`;

/** The values of {@link NOT_DECIDED}. */
export const OPEN_VALUES = Object.fromEntries(OPEN_STATUSES.map((status) => [`:${status}`, status]));
