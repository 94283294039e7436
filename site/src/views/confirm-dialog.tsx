import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface ConfirmDialogProps {
  title: string;
  /** What the button that goes ahead says. */
  action: string;
  /** What the button that goes back says. */
  back?: string;
  /** Whether going ahead cannot be undone. */
  dangerous?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
  children: ComponentChildren;
}

const CONFIRMED = 'confirmed';

/** Asks before something is done; Escape and the way back are the same, and the focus goes back to where it was. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { title, action, back = 'Cancel', dangerous, onConfirm, onCancel, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={({ currentTarget }) => (currentTarget.returnValue === CONFIRMED ? onConfirm() : onCancel())}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-text`}>{children}</div>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {back}
        </button>
        <button
          type="button"
          class={dangerous ? 'button danger' : 'button primary'}
          onClick={() => dialog.current?.close(CONFIRMED)}
        >
          {action}
        </button>
      </div>
    </dialog>
  );
};
