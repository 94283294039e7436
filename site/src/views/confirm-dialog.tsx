import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { DialogFrame } from './dialog-frame.tsx';

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
  return (
    <DialogFrame
      dialog={dialog}
      title={title}
      words={[back, action]}
      dangerous={dangerous === true}
      onClose={(returned) => (returned === CONFIRMED ? onConfirm() : onCancel())}
      goAhead={() => dialog.current?.close(CONFIRMED)}
    >
      {children}
    </DialogFrame>
  );
};
