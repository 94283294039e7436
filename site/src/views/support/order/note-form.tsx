import { useState } from 'preact/hooks';
import { noteRequestSchema } from '../../../../../lambdas/core/contract/activity.ts';
import type { OrderActivity } from '../../../stores/support/order-activity.ts';
import { useShop } from '../../shop-context.ts';
import { sayFailure } from '../english.tsx';

const sayFault = (text: string): string | undefined => {
  if (noteRequestSchema.safeParse({ text }).success) return undefined;
  if (text.trim() === '') return 'Please write something.';
  return text.trim().length > 2000
    ? 'Please use at most 2,000 characters.'
    : 'Please use letters, digits and usual signs.';
};

/** Takes what a person of support wants others to know. */
export const NoteForm = ({ store }: { store: OrderActivity }) => {
  const { announcer } = useShop();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    const wrong = sayFault(text);
    setFault(wrong);
    if (wrong !== undefined || busy) return;
    setBusy(true);
    const answer = await store.note({ text });
    setBusy(false);
    setFault(answer.ok ? undefined : sayFailure(answer.failure));
    if (!answer.ok) return;
    setText('');
    announcer.say('The note is kept.');
  };
  return (
    <form
      class="note-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="field">
        <label for="note">A note for others of support</label>
        <textarea
          id="note"
          rows={2}
          value={text}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : 'note-fault'}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p id="note-fault" class="fault" role={fault === undefined ? undefined : 'alert'}>
          {fault}
        </p>
      </div>
      <button type="submit" class="button small" aria-disabled={busy}>
        Keep the note
      </button>
    </form>
  );
};
