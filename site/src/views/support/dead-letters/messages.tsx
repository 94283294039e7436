import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { DeadLetter } from '../../../../../lambdas/core/contract/support.ts';
import { countOf } from '../../../format/count.ts';
import type { DeadLetters, ShownQueue } from '../../../stores/support/dead-letters.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { useShop } from '../../shop-context.ts';
import { MessageItem } from './message-item.tsx';
import { orderIdIn } from './order-of.ts';
import { wordsOf } from './queue-words.ts';

type Act = 'discard' | 'move';

interface ChoosingProps {
  messages: readonly DeadLetter[];
  isAnyChosen: boolean;
  choose: (messages: readonly DeadLetter[]) => void;
}

/** Chooses many at once. What names no order is what nobody can process. */
const Choosing = ({ messages, isAnyChosen, choose }: ChoosingProps) => {
  const nameless = messages.filter((message) => orderIdIn(message) === undefined);
  const ways: [string, readonly DeadLetter[], boolean][] = [
    [`Choose all ${messages.length}`, messages, messages.length > 1],
    [
      `Choose the ${nameless.length} that name no order`,
      nameless,
      nameless.length > 0 && nameless.length < messages.length,
    ],
    ['Choose none', [], isAnyChosen],
  ];
  return (
    <div class="remedy-buttons">
      {ways
        .filter(([, , isOffered]) => isOffered)
        .map(([words, chosen]) => (
          <button key={words} type="button" class="button small" onClick={() => choose(chosen)}>
            {words}
          </button>
        ))}
    </div>
  );
};

interface ConfirmProps {
  act: Act;
  chosen: readonly DeadLetter[];
  target: string;
  onCancel: () => void;
  onConfirm: () => void;
}

const Confirm = ({ act, chosen, target, ...on }: ConfirmProps) => {
  const messages = countOf(chosen.length, 'message', 'messages');
  const naming = chosen.filter((message) => orderIdIn(message) !== undefined).length;
  return act === 'move' ? (
    <ConfirmDialog title={`Move ${messages} back?`} action="Move back" {...on}>
      <p>One after the other goes back to {target} and is tried again.</p>
      <p>While the cause is still there, they come back here after some tries.</p>
    </ConfirmDialog>
  ) : (
    <ConfirmDialog title={`Discard ${messages} for good?`} action="Discard" dangerous {...on}>
      <p>
        {naming === 0 ? (
          'None of them names an order.'
        ) : (
          <>
            <strong>{countOf(naming, 'one names', 'of them name')} an order</strong>, and nothing else brings it back.
          </>
        )}{' '}
        Nobody will see them again.
      </p>
    </ConfirmDialog>
  );
};

interface MessagesProps {
  deadLetters: DeadLetters;
  shown: ShownQueue;
  /** Where the focus goes when a message and its buttons are gone. */
  title: RefObject<HTMLHeadingElement | null>;
}

/** What a look showed, and what to do with one of them or with many. */
export const Messages = ({ deadLetters, shown, title }: MessagesProps) => {
  const { announcer } = useShop();
  const [asked, setAsked] = useState<Act>();
  const { queue, messages = [], busy, taken } = shown;
  const chosen = messages.filter(({ id }) => shown.chosen.has(id));
  const choose = (picked: readonly DeadLetter[]): void => deadLetters.choose(queue.name, picked);
  const run = async (act: Act, picked: readonly DeadLetter[]): Promise<void> => {
    setAsked(undefined);
    const take = act === 'move' ? deadLetters.moveEach : deadLetters.discard;
    const count = await take(queue.name, picked);
    if (count === 0) return;
    announcer.say(
      act === 'move'
        ? `${countOf(count, 'message is', 'messages are')} moved back.`
        : `${countOf(count, 'message is', 'messages are')} discarded.`,
    );
    if (count === picked.length) title.current?.focus();
  };
  const waits = busy || taken !== undefined;
  if (messages.length === 0) return null;
  return (
    <>
      <Choosing messages={messages} isAnyChosen={chosen.length > 0} choose={choose} />
      {chosen.length > 0 && (
        <div class="remedy-buttons">
          {queue.movable && (
            <button type="button" class="button" aria-disabled={waits} onClick={() => waits || setAsked('move')}>
              Move {chosen.length} chosen back
            </button>
          )}
          <button type="button" class="button" aria-disabled={waits} onClick={() => waits || setAsked('discard')}>
            Discard {chosen.length} chosen
          </button>
        </div>
      )}
      {taken && (
        <p class="move">
          <label>
            {taken.count} of {taken.of} done
            <progress max={taken.of} value={taken.count} />
          </label>
        </p>
      )}
      <ul class="messages">
        {messages.map((message) => (
          <MessageItem
            key={message.id}
            message={message}
            busy={waits}
            chosen={shown.chosen.has(message.id)}
            onChoose={(isChosen) =>
              choose(isChosen ? [...chosen, message] : chosen.filter(({ id }) => id !== message.id))
            }
            onDiscard={() => run('discard', [message])}
            onMove={queue.movable ? () => run('move', [message]) : undefined}
          />
        ))}
      </ul>
      {asked && (
        <Confirm
          act={asked}
          chosen={chosen}
          target={wordsOf(queue.name).target}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => void run(asked, chosen)}
        />
      )}
    </>
  );
};
