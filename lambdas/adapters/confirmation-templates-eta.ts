import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta/core';
import { confirmationView } from '../core/confirmation/confirmation-view.ts';
import { plainAddress } from '../core/confirmation/mail-text.ts';
import type { ComposeConfirmation } from '../core/confirmation/ports.ts';

const SUFFIX = '.eta';

/** The templates of a folder under the names that they include each other by: `@layout.html`. */
const load = (folder: string): { html: Eta; text: Eta } => {
  const html = new Eta({ autoEscape: true, autoTrim: false });
  const text = new Eta({ autoEscape: false, autoTrim: false });
  for (const file of readdirSync(folder).filter((name) => name.endsWith(SUFFIX))) {
    const name = file.slice(0, -SUFFIX.length);
    const engine = name.endsWith('.html') ? html : text;
    engine.loadTemplate(`@${name}`, readFileSync(join(folder, file), 'utf8'));
  }
  return { html, text };
};

/** The site's words for what became of an order, or is asked about it. */
const MAILS = {
  processed: { template: '@order-processed', subject: 'is processed' },
  rejected: { template: '@order-rejected', subject: 'is rejected' },
  cancelled: { template: '@order-cancelled', subject: 'is cancelled' },
  question: { template: '@customer-needed', subject: 'needs your answer' },
  review: { template: '@order-under-review', subject: 'is being looked at' },
} as const;

/** Writes confirmations from the Eta templates of a folder, compiled here and now. No subject holds what a person typed. */
export const createComposeConfirmation = (folder: string, siteUrl: string): ComposeConfirmation => {
  const { html, text } = load(folder);
  return (record) => {
    const view = confirmationView(record, siteUrl);
    const { template, subject } = MAILS[view.outcome.kind];
    return {
      to: plainAddress(record.email),
      subject: `Your order ${view.orderId} ${subject}`,
      html: html.render(`${template}.html`, view),
      text: text.render(`${template}.text`, view),
    };
  };
};
