import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface NeedKindProps {
  title: string;
  count: number;
  /** There are more than are counted. */
  more: boolean;
  /** Of few rows though it counts many. */
  isShort?: boolean;
  children: ComponentChildren;
}

/** So many rows are shown without being asked for: what is below is to be in reach. */
const SHOWN_AT_ONCE = 5;

/** One kind of what needs a person; it stays as somebody left it while the list refreshes. */
export const NeedKind = ({ title, count, more, isShort = false, children }: NeedKindProps) => {
  const [open, setOpen] = useState(isShort || count <= SHOWN_AT_ONCE);
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
