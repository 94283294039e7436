import type { ComponentChildren, RefObject } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { longLineOfText } from '../../../../../lambdas/core/contract/text.ts';
import { DialogFrame } from '../../dialog-frame.tsx';

interface ReasonDialogProps {
  title: string;
  /** What the button that goes ahead says. */
  action: string;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
  children: ComponentChildren;
}

/** A reason is one line of text wherever it is told. */
const onOneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim();

const faultOf = (reason: string): string | undefined => {
  if (longLineOfText.safeParse(reason).success) return undefined;
  if (reason === '') return 'Please give a reason: the customer reads it.';
  return reason.length > 500
    ? 'Please use at most 500 characters.'
    : 'Please use letters, digits and usual signs only.';
};

interface ReasonFieldProps {
  field: RefObject<HTMLTextAreaElement | null>;
  typed: string;
  setTyped: (text: string) => void;
  fault: string | undefined;
}

const ReasonField = ({ field, typed, setTyped, fault }: ReasonFieldProps) => {
  const id = useId();
  return (
    <div class="field">
      <label for={`${id}-reason`}>Reason, which the customer reads</label>
      <textarea
        ref={field}
        id={`${id}-reason`}
        rows={3}
        required
        value={typed}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <p id={`${id}-fault`} class="fault">
        {fault}
      </p>
    </div>
  );
};

/** Asks for the reason of something that cannot be undone, before it is done. */
export const ReasonDialog = ({ title, action, onConfirm, onCancel, children }: ReasonDialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const reason = onOneLine(typed);
  const fault = tried ? faultOf(reason) : undefined;
  const goAhead = (): void => {
    setTried(true);
    if (faultOf(reason) === undefined) dialog.current?.close(reason);
    else field.current?.focus();
  };
  return (
    <DialogFrame
      dialog={dialog}
      title={title}
      words={['Go back', action]}
      dangerous
      onClose={(returned) => (returned === '' ? onCancel() : onConfirm(returned))}
      goAhead={goAhead}
      field={<ReasonField field={field} typed={typed} setTyped={setTyped} fault={fault} />}
    >
      {children}
    </DialogFrame>
  );
};
