import { useState } from 'preact/hooks';
import type { DeadLetter } from '../../../../../lambdas/core/contract/support.ts';
import { countOf } from '../../../format/count.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { Timestamp } from '../../timestamp.tsx';
import { JsonPart } from '../json-part.tsx';
import { JsonTree } from '../json-view.tsx';
import { orderIdIn } from './order-of.ts';

interface MessageItemProps {
  message: DeadLetter;
  busy: boolean;
  chosen: boolean;
  onChoose: (isChosen: boolean) => void;
  onDiscard: () => void;
  /** Absent where the queue's messages go nowhere. */
  onMove: (() => void) | undefined;
}

/** A dead letter: what it is about, what is in it, and a way to get rid of it. */
export const MessageItem = ({ message, busy, chosen, onChoose, onDiscard, onMove }: MessageItemProps) => {
  const [asked, setAsked] = useState(false);
  const orderId = orderIdIn(message);
  const { id, body, attributes, sentAt, receiveCount } = message;
  return (
    <li class="message">
      <div class="message-head">
        <input
          type="checkbox"
          aria-label={`Choose message ${orderId ?? id}`}
          checked={chosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
        <p>
          {orderId === undefined ? (
            <strong>Names no order</strong>
          ) : (
            <a class="order-code" href={`/support/orders/${orderId}`}>
              {orderId}
            </a>
          )}
          <br />
          <span class="muted">
            Sent <Timestamp timestamp={sentAt} precision="milliseconds" />, received{' '}
            {countOf(receiveCount, 'time', 'times')}
          </span>
          <br />
          <span class="muted message-id">{id}</span>
        </p>
        <div class="remedy-buttons">
          {onMove && (
            <button type="button" class="button small" aria-disabled={busy} onClick={() => busy || onMove()}>
              Move back<span class="visually-hidden"> message {orderId ?? id}</span>
            </button>
          )}
          <button type="button" class="button small" aria-disabled={busy} onClick={() => setAsked(!busy)}>
            Discard<span class="visually-hidden"> message {orderId ?? id}</span>
          </button>
        </div>
      </div>
      <JsonPart text={body} what={`Message ${id}`} />
      {Object.keys(attributes).length > 0 && (
        <>
          <h3>Attributes</h3>
          <JsonTree value={attributes} />
        </>
      )}
      {asked && (
        <ConfirmDialog
          title="Discard this message for good?"
          action="Discard"
          dangerous
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            onDiscard();
          }}
        >
          <p>
            {orderId === undefined ? (
              'Nobody will see it again.'
            ) : (
              <>
                It is about order <strong>{orderId}</strong>. Nobody will see it again, and nothing else brings it back.
              </>
            )}
          </p>
        </ConfirmDialog>
      )}
    </li>
  );
};
