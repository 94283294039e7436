import { useEffect, useState } from 'preact/hooks';
import type { ShownMail } from '../../../../../lambdas/core/contract/shown-mail.ts';
import type { Answer } from '../../../api/answer.ts';
import { sayFailure } from '../english.tsx';
import { useSupport } from '../support-context.ts';
import { MailFrame } from './mail-frame.tsx';

const Written = ({ mail }: { mail: ShownMail }) => (
  <>
    <dl class="facts">
      {(['subject', 'from', 'to'] as const).map((name) => (
        <div class="fact" key={name}>
          <dt>{name[0]?.toUpperCase() + name.slice(1)}</dt>
          <dd>{mail[name] ?? 'nobody: this shop sends no mails'}</dd>
        </div>
      ))}
    </dl>
    {mail.recordChanged ? (
      <p class="notice">
        The order has changed since this mail was sent. It is written anew from what today’s record has kept, and may
        differ from what the customer got.
      </p>
    ) : (
      <p class="muted">Written anew from the order’s record, as it was when the mail was sent.</p>
    )}
    <div class="mail-versions">
      <section aria-label="As HTML">
        <MailFrame html={mail.html} title={`The mail “${mail.subject}”`} />
      </section>
      <section aria-label="As plain text">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, which the keyboard must reach. */}
        <pre class="mail-text" tabIndex={0}>
          {mail.text}
        </pre>
      </section>
    </div>
  </>
);

/** A mail as its reader sees it, and its plain text beside it. */
export const MailView = ({ orderId, occasion }: { orderId: string; occasion: string }) => {
  const support = useSupport();
  const [answer, setAnswer] = useState<Answer<ShownMail>>();
  const look = async (): Promise<void> => setAnswer(await support.mail(orderId, occasion));
  useEffect(() => void look(), []);
  return (
    <div class="mail-view">
      {answer === undefined && <p class="muted waiting">Fetching the mail …</p>}
      {answer?.ok === false && (
        <p class="trouble" role="alert">
          {sayFailure(answer.failure)}{' '}
          <button type="button" class="button small" onClick={look}>
            Try again
          </button>
        </p>
      )}
      {answer?.ok && <Written mail={answer.value} />}
    </div>
  );
};
