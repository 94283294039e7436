import type { Mailbox } from '../../kit/mailbox.ts';
import type { Engine } from '../../service.ts';
import type { Notification } from './notification.ts';
import type { Subscription } from './subscriptions.ts';

/** Brings e-mail subscribers their mails, into the mailbox that SES has too. */
export interface SnsMail {
  /** Asks the address whether it wants to be subscribed. */
  askToConfirm(subscription: Subscription): void;
  deliver(notification: Notification, address: string, message: string): void;
}

const FROM = 'AWS Notifications <no-reply@sns.amazonaws.com>';

/** Where the link of a confirmation mail leads; on AWS, to a page of the same name. */
export const CONFIRMATION_PATH = '/confirmation.html';

export const createSnsMail = (engine: Engine, mailbox: Mailbox): SnsMail => {
  const put = (address: string, subject: string, text: string): void =>
    void mailbox.put({ from: FROM, recipients: [address], subject, text }, engine.now());
  return {
    askToConfirm: ({ topicArn, endpoint, token }) => {
      const link = new URL(CONFIRMATION_PATH, engine.awsOrigin());
      link.search = new URLSearchParams({ TopicArn: topicArn, Token: token ?? '' }).toString();
      put(
        endpoint,
        'AWS Notification - Subscription Confirmation',
        `You have chosen to subscribe to the topic:\n${topicArn}\n\nTo confirm this subscription, open\n${link}\n`,
      );
    },
    // A mail has a subject in any case. https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
    deliver: ({ subject }, address, message) => put(address, subject ?? 'AWS Notification Message', message),
  };
};
