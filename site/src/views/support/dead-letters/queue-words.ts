/** What a person should know of a dead-letter queue. */
export interface QueueWords {
  title: string;
  text: string;
  /** Where its messages go when they are moved back. */
  target: string;
}

const KNOWN: Readonly<Record<string, QueueWords>> = {
  orders: {
    title: 'Orders',
    text: 'Accepted orders that process-order could not begin. Each is a customer who waits.',
    target: 'the order queue',
  },
  emails: {
    title: 'Confirmations',
    text: 'Confirmations that could not be sent. The orders themselves are decided.',
    target: 'the e-mail queue',
  },
  'email-subscription': {
    title: 'Announcements',
    text: 'Announcements that the topic could not put on the e-mail queue.',
    target: 'the e-mail queue',
  },
  'email-outcomes': {
    title: 'Outcomes of mails',
    text: 'What SES told of mails and could not be noted. The mails themselves are sent.',
    target: 'the queue of outcomes',
  },
  alerts: {
    title: 'Alerts',
    text: 'Alerts of failed executions that could not be given to the operations team. The executions are under “Orders”.',
    target: 'its rule',
  },
};

/** A queue in words; one that this page does not know is called by its name. */
export const wordsOf = (name: string): QueueWords =>
  KNOWN[name] ?? { title: name, text: '', target: 'the queue that they came from' };

/** Why messages of a queue cannot be moved back, and what to do instead. */
export const NOT_MOVABLE =
  'These cannot be moved back: SQS moves messages only to a queue that they came from, and these came from a subscription or a rule. The runbook says how to send them again.';
