import type { Engine } from '../../../service.ts';
import type { EventType } from './event-types.ts';

/** Where a configuration set sends the events of its mails; exactly one of the places is there. */
export interface EventDestination {
  readonly name: string;
  readonly enabled: boolean;
  readonly types: readonly EventType[];
  readonly topicArn?: string;
  readonly busArn?: string;
  /** Kept and shown; there are no metrics here. */
  readonly cloudWatch?: unknown;
}

/** The event destinations of every configuration set, on disk. */
export interface EventDestinations {
  list(configurationSet: string): readonly EventDestination[];
  find(configurationSet: string, name: string): EventDestination | undefined;
  put(configurationSet: string, destination: EventDestination): void;
  /** False where it is not there. */
  remove(configurationSet: string, name: string): boolean;
  removeAll(configurationSet: string): void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS ses_event_destination (
  configuration_set TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  PRIMARY KEY (configuration_set, name)
);
`;

export const createEventDestinations = ({ store }: Pick<Engine, 'store'>): EventDestinations => {
  store.schema(SCHEMA);
  const read = (row: { definition: string }): EventDestination => JSON.parse(row.definition) as EventDestination;
  const columns = 'SELECT definition FROM ses_event_destination WHERE configuration_set = ?';
  return {
    list: (set) => store.all<{ definition: string }>(`${columns} ORDER BY name`, set).map(read),
    find: (set, name) => {
      const row = store.get<{ definition: string }>(`${columns} AND name = ?`, set, name);
      return row && read(row);
    },
    put: (set, destination) =>
      void store.run(
        'INSERT OR REPLACE INTO ses_event_destination VALUES (?, ?, ?)',
        set,
        destination.name,
        JSON.stringify(destination),
      ),
    remove: (set, name) =>
      store.run('DELETE FROM ses_event_destination WHERE configuration_set = ? AND name = ?', set, name) > 0,
    removeAll: (set) => void store.run('DELETE FROM ses_event_destination WHERE configuration_set = ?', set),
  };
};
