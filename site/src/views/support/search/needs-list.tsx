import type { Attention, MailProblem, Problem } from '../../../../../lambdas/core/contract/attention.ts';
import type { DeadLetterQueue } from '../../../../../lambdas/core/contract/support.ts';
import { countOf } from '../../../format/count.ts';
import { isOfGroup } from '../../../stores/support/failure-list.ts';
import type { Needs, Silence, Source } from '../../../stores/support/needs.ts';
import { Timestamp } from '../../timestamp.tsx';
import { AsOf } from '../as-of.tsx';
import { wordsOf } from '../dead-letters/queue-words.ts';
import { sayFailure } from '../english.tsx';
import { AttentionItems } from './attention-items.tsx';
import { FailureGroupItem, type GroupActions, groupKey } from './failure-group.tsx';
import { MailKind } from './mail-kind.tsx';
import { NeedKind } from './need-kind.tsx';

const SOURCES: Readonly<Record<Source, string>> = {
  orders: 'Failed, stopped and late orders could not be asked for',
  'dead-letters': 'The dead letters could not be counted',
  failures: 'Failed and stopped executions could not be asked for',
  late: 'Late orders could not be asked for',
  cancellations: 'Cancellations that are not done could not be asked for',
  questions: 'Reviews and questions to customers could not be asked for',
  mails: 'Mails that did not arrive could not be asked for',
};

/** The kinds that are lists of orders, in the order in which they are worked off. */
const KINDS: readonly { problem: Problem; title: string }[] = [
  { problem: 'delayed', title: 'Late orders' },
  { problem: 'not-cancelled', title: 'Not cancelled' },
  { problem: 'answer-waits', title: 'Answers not handed on' },
  { problem: 'review', title: 'To review' },
  { problem: 'unanswered', title: 'Questions that run out' },
];

/** Those that are lists of mails, which come after them. */
const MAIL_KINDS: readonly { problem: MailProblem; title: string }[] = [
  { problem: 'not-mailed', title: 'Mails that did not arrive' },
  { problem: 'mail-unsent', title: 'Mails that are late' },
];

const Silent = ({ silent, onRetry }: { silent: readonly Silence[]; onRetry: () => void }) => (
  <div class="trouble" role="alert">
    {silent.map(({ source, failure }) => (
      <p key={source}>{failure ? `${SOURCES[source]}: ${sayFailure(failure)}` : `${SOURCES[source]}.`}</p>
    ))}
    <button type="button" class="button small" onClick={onRetry}>
      Ask again
    </button>
  </div>
);

const QueueItem = ({ queue: { name, messages, inFlight } }: { queue: DeadLetterQueue }) => {
  const { title, text } = wordsOf(name);
  return (
    <li class="attention-item">
      <span class="badge rejected">Dead letters</span>
      <div class="attention-text">
        <h4>
          <a href="/support/dead-letters">
            {title}: {countOf(messages + inFlight, 'message', 'messages')}
          </a>
        </h4>
        {text !== '' && <p>{text}</p>}
      </div>
    </li>
  );
};

/** What is not listed, and why. */
const sayMore = ({ failuresLookedAt }: Attention): string =>
  failuresLookedAt === undefined
    ? 'There are more than are counted. The oldest come first; the others follow as these are dealt with.'
    : `Only the newest ${failuresLookedAt} failed executions were compared; older ones may be open too.`;

const AllWell = ({ needs }: { needs: Needs }) => {
  const since = needs.emptySince.value;
  const settledAt = needs.attention.value?.lastSettledAt;
  return (
    <>
      <p class="all-well">
        <span aria-hidden="true">✓ </span>Nothing needs a person: no execution has failed or was stopped, no order waits
        for long, no question runs out, every mail arrived, and there are no dead letters.
      </p>
      {since !== undefined && (
        <p class="muted small-text as-of">
          So this page has found it since <Timestamp timestamp={new Date(since).toISOString()} precision="seconds" />.
          {settledAt !== undefined && (
            <>
              {' '}
              The last failure was found settled <Timestamp timestamp={settledAt} precision="seconds" />.
            </>
          )}
        </p>
      )}
    </>
  );
};

interface KindsProps {
  needs: Needs;
  actions: GroupActions | undefined;
}

const Failures = ({ needs, actions }: KindsProps) => {
  const { failures = [], items = [], counts = [] } = needs.attention.value ?? {};
  const { count = 0, more = false } = counts.find(({ problem }) => problem === 'failed') ?? {};
  if (count === 0) return null;
  return (
    <NeedKind title="Failed and stopped executions" count={count} more={more} isShort={true}>
      <ul>
        {failures.map((group) => (
          <FailureGroupItem
            key={groupKey(group)}
            group={group}
            first={items.filter((item) => isOfGroup(group, item))}
            told={needs.told.value}
            actions={actions}
          />
        ))}
      </ul>
    </NeedKind>
  );
};

const DeadLetters = ({ queues }: { queues: readonly DeadLetterQueue[] }) => {
  if (queues.length === 0) return null;
  const count = queues.reduce((sum, { messages, inFlight }) => sum + messages + inFlight, 0);
  return (
    <NeedKind title="Dead letters" count={count} more={false} isShort={true}>
      <ul>
        {queues.map((queue) => (
          <QueueItem key={queue.name} queue={queue} />
        ))}
      </ul>
    </NeedKind>
  );
};

const Orders = ({ attention }: { attention: Attention }) => (
  <>
    {KINDS.flatMap(({ problem, title }) => {
      const found = attention.counts.find((each) => each.problem === problem);
      if (!found) return [];
      return [
        <NeedKind key={problem} title={title} count={found.count} more={found.more}>
          <AttentionItems items={attention.items.filter((item) => item.problem === problem)} />
        </NeedKind>,
      ];
    })}
  </>
);

const Mails = ({ needs, mayAct }: { needs: Needs; mayAct: boolean }) => {
  const { counts = [], items = [] } = needs.attention.value ?? {};
  return (
    <>
      {MAIL_KINDS.flatMap(({ problem, title }) => {
        const found = counts.find((each) => each.problem === problem);
        if (!found) return [];
        return [
          <MailKind
            key={problem}
            {...{ problem, title, count: found.count, more: found.more, mayAct }}
            first={items.filter((item) => item.problem === problem)}
            told={needs.told.value}
            fresh={needs.fresh.value}
            onSettled={needs.look}
          />,
        ];
      })}
    </>
  );
};

/** Everything that needs a person, on top of everything else. Nothing is green while a source could not be asked. */
export const NeedsList = ({ needs, actions }: { needs: Needs; actions?: GroupActions }) => {
  const attention = needs.attention.value;
  const queues = needs.deadLetters.value ?? [];
  const silent = needs.silent.value;
  const isEmpty = (attention?.counts.length ?? 0) === 0 && queues.length === 0;
  const more = attention?.more ?? false;
  if (isEmpty && !more) {
    return (
      <div class="needs">
        {silent.length > 0 ? <Silent silent={silent} onRetry={needs.look} /> : <AllWell needs={needs} />}
        <AsOf moment={needs.asOf.value} />
      </div>
    );
  }
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">Needs a person</h2>
      <AsOf moment={needs.asOf.value} />
      {silent.length > 0 && <Silent silent={silent} onRetry={needs.look} />}
      <DeadLetters queues={queues} />
      <Failures needs={needs} actions={actions} />
      {attention && <Orders attention={attention} />}
      <Mails needs={needs} mayAct={actions !== undefined} />
      {attention && more && <p class="muted">{sayMore(attention)}</p>}
    </section>
  );
};
