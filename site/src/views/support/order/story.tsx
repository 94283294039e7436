import { useEffect, useMemo, useState } from 'preact/hooks';
import { STATUS_OF } from '../../../../../lambdas/core/contract/event-type.ts';
import type { Failure } from '../../../api/answer.ts';
import { OUTCOME_WORDS } from '../../../machine/execution-words.ts';
import { type Happening, storyOf } from '../../../machine/story.ts';
import { mailsOf } from '../../../stores/mails.ts';
import type { OrderActivity } from '../../../stores/support/order-activity.ts';
import type { OrderTrace } from '../../../stores/support/order-trace.ts';
import { Timestamp } from '../../timestamp.tsx';
import { say, sayFailure } from '../english.tsx';
import { Personal } from '../personal.tsx';
import { MAIL_OUTCOME_WORDS } from '../status-words.ts';
import { useMayAct } from '../support-access.ts';
import { useSupport } from '../support-context.ts';
import { sayAct, sayResult } from './act-words.ts';
import { sayExecution } from './execution-name.ts';
import { NoteForm } from './note-form.tsx';
import { sayWho } from './question-fact.tsx';

const ENDINGS = {
  ExecutionSucceeded: 'succeeded',
  ExecutionFailed: 'failed',
  ExecutionTimedOut: 'timed out',
  ExecutionAborted: 'was stopped',
} as const;

const details = (entry: Extract<Happening, { kind: 'acted' }>['entry']): string | undefined => {
  if (entry.text !== undefined) return entry.text;
  const { reason } = entry.details ?? {};
  return typeof reason === 'string' ? `“${reason}”` : undefined;
};

const sayMailed = ({ what, mail }: Extract<Happening, { kind: 'mailed' }>): string => {
  if (what === 'told')
    return MAIL_OUTCOME_WORDS[mail.outcome].replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
  return what === 'sent' ? 'sent' : 'sent again';
};

const What = ({ happening, execution }: { happening: Happening; execution: string }) => {
  switch (happening.kind) {
    case 'accepted':
      return <strong>Accepted</strong>;
    case 'entered':
      return (
        <>
          <strong>{happening.visit.state}</strong> {OUTCOME_WORDS[happening.outcome].toLowerCase()}
        </>
      );
    case 'ended':
      return (
        <>
          {execution} {ENDINGS[happening.ending]}
        </>
      );
    case 'asked':
      return <>{happening.question.kind === 'review' ? 'A review was asked for' : 'The customer was asked'}</>;
    case 'answered':
      return (
        <>
          {happening.answer.kind} by {sayWho(happening.answer.by)}
        </>
      );
    case 'mailed':
      return (
        <>
          <strong>Mail {sayMailed(happening)}</strong>, “{say(`headline.${STATUS_OF[happening.mail.eventType]}`)}”
        </>
      );
    case 'acted': {
      const said = details(happening.entry);
      return (
        <>
          <strong>{sayAct(happening.entry)}</strong> <span class="muted">by {happening.entry.by}</span>{' '}
          {sayResult(happening.entry)}
          {said !== undefined && (
            <p class="said">
              <Personal text={said} />
            </p>
          )}
        </>
      );
    }
  }
};

/** Who takes care of the order, so that no two do. */
const Care = ({ store }: { store: OrderActivity }) => {
  const mayAct = useMayAct();
  const taken = store.takenBy.value;
  const [failure, setFailure] = useState<Failure>();
  const say = async (claim: 'take' | 'release'): Promise<void> => {
    const answer = await store.note({ claim });
    setFailure(answer.ok ? undefined : answer.failure);
  };
  return (
    <div class="care">
      <p>
        {taken ? (
          <>
            <strong>{taken.by}</strong> takes care of it, since <Timestamp timestamp={taken.at} />.
          </>
        ) : (
          'Nobody takes care of it.'
        )}{' '}
        {mayAct && (
          <button type="button" class="button small" onClick={() => say(taken ? 'release' : 'take')}>
            {taken ? 'No more' : 'I take care of it'}
          </button>
        )}
      </p>
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(failure)}
        </p>
      )}
    </div>
  );
};

interface StoryProps {
  trace: OrderTrace;
  orderId: string;
}

/** All that happened to an order in one time line: accepted, each state, questions, mails, and what support did. */
export const Story = ({ trace, orderId }: StoryProps) => {
  const support = useSupport();
  const mayAct = useMayAct();
  const store = useMemo(() => support.activity(orderId), []);
  const [shown, setShown] = useState<'all' | 'acts'>('all');
  const following = trace.following.value;
  const traced = trace.execution.value;
  const mailed = trace.order.value && mailsOf(trace.order.value).map(({ sentAt }) => sentAt);
  // An act begins to be followed, and the end of what followed it was noted.
  useEffect(() => {
    store.look();
  }, [following, traced?.execution.status, mailed?.join()]);
  const activity = store.activity.value;
  const failure = store.failure.value;
  const happenings = storyOf({
    order: trace.order.value,
    journey: trace.journey.value,
    endedAt: traced?.execution.stoppedAt,
    activity: activity?.entries ?? [],
  }).filter(({ kind }) => shown === 'all' || kind === 'acted');
  return (
    <section class="story" aria-labelledby="story">
      <h2 id="story">What happened</h2>
      <p class="history-filter">
        <label class="check">
          <input
            type="checkbox"
            checked={shown === 'acts'}
            onChange={(event) => setShown(event.currentTarget.checked ? 'acts' : 'all')}
          />{' '}
          Only what support did
        </label>
      </p>
      {trace.order.value && <Care store={store} />}
      {failure && (
        <p class="trouble" role="status">
          What support did cannot be shown: {sayFailure(failure)}{' '}
          <button type="button" class="button small" onClick={store.look}>
            Try again
          </button>
        </p>
      )}
      {happenings.length === 0 && <p class="muted">{activity ? 'Nothing so far.' : 'One moment …'}</p>}
      <ol class="happenings">
        {happenings.map((happening, index) => (
          <li key={`${happening.at} ${happening.kind} ${index}`} class={happening.kind}>
            <Timestamp timestamp={happening.at} precision="milliseconds" named={false} />
            <div>
              <What happening={happening} execution={traced ? sayExecution(traced.execution) : 'The execution'} />
            </div>
          </li>
        ))}
      </ol>
      {activity?.more && <p class="muted">Older acts are left out.</p>}
      {trace.order.value && mayAct && <NoteForm store={store} />}
    </section>
  );
};
