import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta/core';
import { confirmationView } from '../core/confirmation/confirmation-view.ts';
import type { MailContent } from '../core/confirmation/mail-settings.ts';
import { isolated, plainAddress, wrapText } from '../core/confirmation/mail-text.ts';
import type { ComposeConfirmation } from '../core/confirmation/ports.ts';
import { formatMoment } from '../core/contract/formats.ts';
import type { WriteMail } from '../core/support/ports.ts';

/** Compiles templates of a folder, under the names that they include each other by: `@list.html`. */
const load = (folder: string, autoEscape: boolean, ...names: string[]): Eta => {
  const engine = new Eta({ autoEscape, autoTrim: false });
  for (const name of names) engine.loadTemplate(`@${name}`, readFileSync(join(folder, `${name}.eta`), 'utf8'));
  return engine;
};

/** Writes what mails say by the Eta templates of a folder, compiled here and now: a record gives the same mail each time, so that
 * what its reader saw can be shown. No subject holds what a person typed. */
export const createWriteMail = (folder: string, settings: MailContent): WriteMail => {
  const html = load(folder, true, 'mail.html', 'list.html');
  const text = load(folder, false, 'mail.text');
  // The format of moments takes longest to make, and a function has more CPU while it starts than later.
  formatMoment(new Date().toISOString(), settings.shop);
  return (record, sentAt) => {
    const view = confirmationView(record, settings, sentAt);
    return {
      subject: view.subject,
      html: html.render('@mail.html', view),
      text: wrapText(text.render('@mail.text', { ...view, isolated })),
    };
  };
};

/** Writes confirmations that can be sent. */
export const createComposeConfirmation = (folder: string, settings: MailContent): ComposeConfirmation => {
  const write = createWriteMail(folder, settings);
  return (record, sentAt) => ({ to: plainAddress(record.email), ...write(record, sentAt) });
};
