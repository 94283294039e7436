import { useRef, useState } from 'preact/hooks';
import { countOf } from '../../../format/count.ts';
import type { DeadLetters, ShownQueue } from '../../../stores/support/dead-letters.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { useShop } from '../../shop-context.ts';
import { sayFailure } from '../english.tsx';
import { useMayAct } from '../support-access.ts';
import { Messages } from './messages.tsx';
import { MoveProgress } from './move-progress.tsx';
import { NOT_MOVABLE, wordsOf } from './queue-words.ts';

const isMoving = ({ move }: ShownQueue): boolean => move?.status === 'RUNNING' || move?.status === 'CANCELLING';

const Counts = ({ shown: { queue } }: { shown: ShownQueue }) => {
  const { messages, inFlight } = queue;
  const total = messages + inFlight;
  return (
    <p class={total > 0 ? 'queue-count some' : 'queue-count'}>
      <strong>{countOf(total, 'message', 'messages')}</strong>
      {inFlight > 0 && <span class="muted"> ({inFlight} being received)</span>}
    </p>
  );
};

interface ActionsProps {
  shown: ShownQueue;
  onPeek: () => void;
  onMove: () => void;
}

const Actions = ({ shown, onPeek, onMove }: ActionsProps) => {
  const mayAct = useMayAct();
  const { queue, messages, busy } = shown;
  const isEmpty = queue.messages + queue.inFlight === 0;
  const waits = busy || shown.taken !== undefined || isMoving(shown);
  const warning = `peek-${queue.name}`;
  if (isEmpty) return null;
  if (!mayAct)
    return <p class="muted small-text">Only support may look at them: each look raises their receive counts.</p>;
  return (
    <>
      <div class="remedy-buttons">
        <button
          type="button"
          class="button"
          aria-disabled={waits}
          aria-describedby={warning}
          onClick={() => waits || onPeek()}
        >
          {messages === undefined ? 'Look at messages' : 'Look again'}
        </button>
        {queue.movable && (
          <button type="button" class="button" aria-disabled={waits} onClick={() => waits || onMove()}>
            Move all back
          </button>
        )}
      </div>
      <p class="muted small-text" id={warning}>
        Looking shows up to a hundred of them and raises the receive count of each.
      </p>
      {!queue.movable && <p class="small-text">{NOT_MOVABLE}</p>}
    </>
  );
};

interface QueueCardProps {
  deadLetters: DeadLetters;
  shown: ShownQueue;
}

/** A dead-letter queue: how much is in it, what, and what to do about it. */
export const QueueCard = ({ deadLetters, shown }: QueueCardProps) => {
  const { announcer } = useShop();
  const title = useRef<HTMLHeadingElement>(null);
  const [asked, setAsked] = useState(false);
  const { queue, messages, move, failure } = shown;
  const words = wordsOf(queue.name);
  const peek = async (): Promise<void> => {
    const count = await deadLetters.peek(queue.name);
    if (count !== undefined) announcer.say(`${countOf(count, 'message', 'messages')} shown.`);
  };
  return (
    <section class="panel queue" aria-labelledby={`queue-${queue.name}`}>
      <div class="queue-head">
        <h2 id={`queue-${queue.name}`} ref={title} tabIndex={-1}>
          {words.title}
        </h2>
        <Counts shown={shown} />
      </div>
      <p>{words.text}</p>
      <Actions shown={shown} onPeek={peek} onMove={() => setAsked(true)} />
      {move && <MoveProgress move={move} />}
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(failure)}
        </p>
      )}
      {messages?.length === 0 && <p class="muted">None could be seen just now. Somebody may be looking at them.</p>}
      <Messages deadLetters={deadLetters} shown={shown} title={title} />
      {asked && (
        <ConfirmDialog
          title="Move all messages back?"
          action="Move them"
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            void deadLetters.moveBack(queue.name);
          }}
        >
          <p>
            About {countOf(queue.messages + queue.inFlight, 'message goes', 'messages go')} back to {words.target} and{' '}
            {queue.messages + queue.inFlight === 1 ? 'is' : 'are'} tried again. Look at them to move some of them only.
          </p>
          <p>While the cause is still there, they come back here after some tries.</p>
        </ConfirmDialog>
      )}
    </section>
  );
};
