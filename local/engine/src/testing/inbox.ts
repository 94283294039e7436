import type { RunningEngine } from '../engine.ts';
import { until } from './engine.ts';

/** A mail as `/inbox.json` tells it. */
export interface InboxMail {
  readonly messageId: string;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  /** Further headers, in order. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly receivedAt: string;
  /** What became of it until now, in order; none for what SES did not send. */
  readonly outcomes: readonly MailOutcome[];
}

/** Something that became of a mail, for some of its recipients. */
interface MailOutcome {
  /** As an event says it: `Send`, `Delivery`, `Bounce`, `Complaint`, `Reject`, `DeliveryDelay`. */
  readonly event: string;
  readonly subType?: string;
  readonly recipients: readonly string[];
  readonly at: string;
}

/** Reads the mailbox of an engine. */
export const inboxOf = ({ awsOrigin }: Pick<RunningEngine, 'awsOrigin'>) => {
  const origin = awsOrigin.replace('localhost', '127.0.0.1');
  const mails = async (to?: string): Promise<readonly InboxMail[]> => {
    const query = new URLSearchParams({ limit: '1000', ...(to !== undefined && { to }) });
    const answer = await fetch(`${origin}/inbox.json?${query}`);
    return ((await answer.json()) as { mails: readonly InboxMail[] }).mails;
  };
  /** The mails about one order, the newest first. */
  const about = async (orderId: string): Promise<readonly InboxMail[]> =>
    (await mails()).filter(({ subject }) => subject.includes(orderId));
  const post = async (path: string, form: Record<string, string>): Promise<void> => {
    const { status } = await fetch(`${origin}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    if (status !== 303) throw new Error(`POST ${path} was answered ${status}`);
  };
  return {
    origin,
    mails,
    about,
    /** Has a mail that was sent bounce, or marks it as spam. */
    befall: (messageId: string, outcome: 'bounce' | 'complaint'): Promise<void> =>
      post(`/inbox/${messageId}/outcome`, { outcome }),
    /** Chooses what becomes of the coming mails to an address. */
    choose: (address: string, fate: 'deliver' | 'bounce' | 'complain' | 'delay'): Promise<void> =>
      post('/inbox/fates', { address, fate }),
    /** The first mail about an order, once it is there. */
    arrives: (orderId: string, seconds = 10): Promise<InboxMail> =>
      until(`a mail about ${orderId} is in the inbox`, async () => (await about(orderId))[0], seconds),
  };
};
