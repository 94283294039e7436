import { plainAddress } from '../address.ts';
import { CHOICES } from '../outcomes/chosen-fates.ts';
import type { Inbox } from './mount.ts';

/** Where an action leads: to a page, or to the reason why it was not done. */
export type Answer = { readonly location: string } | { readonly refusal: string };

/** Has a mail that was sent bounce or complained about, however well it was delivered: a bounce may come late.
 * Undefined where there is no such mail. */
export const befall = ({ sent, course }: Inbox, messageId: string, form: URLSearchParams): Answer | undefined => {
  const found = sent.named(messageId);
  if (!found) return undefined;
  const { destination: recipients } = found.mail;
  switch (form.get('outcome')) {
    case 'bounce':
      course.befall(found, { type: 'BOUNCE', subType: 'General', recipients });
      break;
    case 'complaint':
      course.befall(found, { type: 'COMPLAINT', recipients });
      break;
    default:
      return { refusal: 'The outcome is bounce or complaint.' };
  }
  return { location: `/inbox/${encodeURIComponent(messageId)}` };
};

/** Chooses what becomes of coming mails to an address. */
export const chooseFate = ({ fates }: Inbox, form: URLSearchParams): Answer => {
  const fate = CHOICES.find((choice) => choice === form.get('fate'));
  if (fate === undefined) return { refusal: `The fate is one of ${CHOICES.join(', ')}.` };
  try {
    fates.choose(plainAddress(form.get('address')?.trim() ?? ''), fate);
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
  return { location: '/inbox' };
};
