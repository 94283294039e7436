import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId } from 'preact/hooks';

interface DialogFrameProps {
  dialog: RefObject<HTMLDialogElement | null>;
  title: string;
  /** What the buttons say: the one that goes back, and the one that goes ahead. */
  words: readonly [string, string];
  /** Whether going ahead cannot be undone. */
  dangerous: boolean;
  /** Called when the dialog is closed: with what it was closed with, empty for the way back. */
  onClose: (returned: string) => void;
  goAhead: () => void;
  /** What is to be filled in, below the text. */
  field?: ComponentChildren;
  children: ComponentChildren;
}

/** A dialog with a title, a text and two buttons; Escape and the way back are the same, and the focus goes back to where it was. */
export const DialogFrame = (props: DialogFrameProps) => {
  const { dialog, title, words, dangerous, onClose, goAhead, field, children } = props;
  const [back, ahead] = words;
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={({ currentTarget }) => onClose(currentTarget.returnValue)}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-text`}>{children}</div>
      {field}
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {back}
        </button>
        <button type="button" class={dangerous ? 'button danger' : 'button primary'} onClick={goAhead}>
          {ahead}
        </button>
      </div>
    </dialog>
  );
};
