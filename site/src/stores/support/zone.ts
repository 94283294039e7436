import type { Signal } from '@preact/signals';
import * as z from 'zod';
import { keep, type Shelf } from '../shelf.ts';

const zoneSchema = z.enum(['shop', 'local', 'utc']);
type Zone = z.infer<typeof zoneSchema>;

/** In which zone the support pages write times; kept on this device. */
export interface ZoneChoice {
  /** Read it; change it through `set`. */
  readonly signal: Signal<Zone>;
  set(zone: Zone): void;
}

/** UTC at first, as events, logs and the days of a search are in UTC. */
export const createZoneChoice = (shelf: Shelf): ZoneChoice => keep<Zone>(shelf, 'shop.support.zone', zoneSchema, 'utc');
