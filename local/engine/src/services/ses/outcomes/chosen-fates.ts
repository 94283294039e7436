import type { Store } from '../../../store.ts';
import type { FateName } from './fates.ts';

/** What somebody at this machine can choose for the mails to an address; AWS has no such choice. */
export const CHOICES = ['deliver', 'bounce', 'complain', 'delay'] as const satisfies readonly FateName[];
export type Choice = (typeof CHOICES)[number];

/** What was chosen for the coming mails to some addresses, on disk. */
export interface ChosenFates {
  /** In any case of the address. */
  of(address: string): Choice | undefined;
  /** To be delivered is what happens anyway, and forgets what was chosen before. */
  choose(address: string, fate: Choice): void;
  list(): readonly { readonly address: string; readonly fate: Choice }[];
}

export const openChosenFates = (store: Store): ChosenFates => {
  store.schema(
    'CREATE TABLE IF NOT EXISTS ses_chosen_fate (address TEXT PRIMARY KEY COLLATE NOCASE, fate TEXT NOT NULL)',
  );
  return {
    of: (address) => store.get<{ fate: Choice }>('SELECT fate FROM ses_chosen_fate WHERE address = ?', address)?.fate,
    choose: (address, fate) =>
      void (fate === 'deliver'
        ? store.run('DELETE FROM ses_chosen_fate WHERE address = ?', address)
        : store.run('INSERT OR REPLACE INTO ses_chosen_fate VALUES (?, ?)', address, fate)),
    list: () => store.all<{ address: string; fate: Choice }>('SELECT * FROM ses_chosen_fate ORDER BY address'),
  };
};
