import type { ComponentChildren, RefObject } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { longLineOfText } from '../../../../../lambdas/core/contract/text.ts';
import { DialogFrame } from '../../dialog-frame.tsx';

interface ReasonDialogProps {
  title: string;
  /** What the button that goes ahead says. */
  action: string;
  /** Who reads the reason. */
  reader?: 'customer' | 'colleagues' | 'staff';
  onConfirm: (reason: string) => void;
  onCancel: () => void;
  children: ComponentChildren;
}

/** A reason is one line of text wherever it is told. */
const onOneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim();

type Reader = NonNullable<ReasonDialogProps['reader']>;

const LABELS: Readonly<Record<Reader, string>> = {
  customer: 'Reason, which the customer reads',
  colleagues: 'Reason, for others of support',
  staff: 'Reason, for others of support: it names nobody, as it cannot be erased',
};

const faultOf = (reason: string, reader: Reader): string | undefined => {
  if (longLineOfText.safeParse(reason).success) return undefined;
  if (reason === '')
    return reader === 'customer' ? 'Please give a reason: the customer reads it.' : 'Please give a reason.';
  return reason.length > 500
    ? 'Please use at most 500 characters.'
    : 'Please use letters, digits and usual signs only.';
};

interface ReasonFieldProps {
  label: string;
  field: RefObject<HTMLTextAreaElement | null>;
  typed: string;
  setTyped: (text: string) => void;
  fault: string | undefined;
}

const ReasonField = ({ label, field, typed, setTyped, fault }: ReasonFieldProps) => {
  const id = useId();
  return (
    <div class="field">
      <label for={`${id}-reason`}>{label}</label>
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

/** Asks for the reason of something, before it is done; what only colleagues read undoes nothing for the customer. */
export const ReasonDialog = ({ title, action, reader = 'customer', ...props }: ReasonDialogProps) => {
  const { onConfirm, onCancel, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const reason = onOneLine(typed);
  const fault = tried ? faultOf(reason, reader) : undefined;
  const goAhead = (): void => {
    setTried(true);
    if (faultOf(reason, reader) === undefined) dialog.current?.close(reason);
    else field.current?.focus();
  };
  return (
    <DialogFrame
      dialog={dialog}
      title={title}
      words={['Go back', action]}
      dangerous={reader !== 'colleagues'}
      onClose={(returned) => (returned === '' ? onCancel() : onConfirm(returned))}
      goAhead={goAhead}
      field={<ReasonField label={LABELS[reader]} field={field} typed={typed} setTyped={setTyped} fault={fault} />}
    >
      {children}
    </DialogFrame>
  );
};
