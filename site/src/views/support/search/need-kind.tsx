import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface NeedKindProps {
  title: string;
  count: number;
  /** There are more than are counted. */
  more: boolean;
  /** How it is until somebody opens or closes it. */
  isOpen?: boolean;
  children: ComponentChildren;
}

/** One kind of what needs a person; it stays as somebody left it while the list refreshes. */
export const NeedKind = ({ title, count, more, isOpen = true, children }: NeedKindProps) => {
  const [open, setOpen] = useState(isOpen);
  return (
    <details class="need-kind" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h3>
          {title}{' '}
          <span class="count">
            {count}
            {more && '+'}
          </span>
        </h3>
      </summary>
      {children}
    </details>
  );
};
