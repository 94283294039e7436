import { useMemo, useState } from 'preact/hooks';
import { countOf } from '../../format/count.ts';

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const parse = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** Texts within an event may be JSON again: the input of a state is. */
const unpacked = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  return parse(value)?.value ?? value;
};

const sizeOf = (value: Container): string => {
  const count = Object.keys(value).length;
  return Array.isArray(value) ? `[ ${countOf(count, 'item', 'items')} ]` : `{ ${countOf(count, 'member', 'members')} }`;
};

const Scalar = ({ value }: { value: unknown }) => (
  <span class={`json-value ${value === null ? 'null' : typeof value}`}>{JSON.stringify(value)}</span>
);

interface NodeProps {
  /** The member's name or the item's index. */
  name: string | undefined;
  value: unknown;
  open: boolean;
}

/** How many members are put on the page at once. */
const STEP = 200;

const Members = ({ value }: { value: Container }) => {
  const [shown, setShown] = useState(STEP);
  const entries = Object.entries(value);
  return (
    <>
      {entries.slice(0, shown).map(([name, member]) => (
        <Node key={name} name={name} value={unpacked(member)} open={false} />
      ))}
      {entries.length > shown && (
        <button type="button" class="button small" onClick={() => setShown(shown + STEP)}>
          Show more of {entries.length}
        </button>
      )}
    </>
  );
};

/** A member; what is in it is only put on the page while it is open. */
const Node = ({ name, value, open: initially }: NodeProps) => {
  const [open, setOpen] = useState(initially);
  const label = name === undefined ? null : <span class="json-name">{name}: </span>;
  if (!isContainer(value) || Object.keys(value).length === 0) {
    return (
      <div class="json-leaf">
        {label}
        <Scalar value={value} />
      </div>
    );
  }
  return (
    <details class="json-node" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {label}
        <span class="json-size">{sizeOf(value)}</span>
      </summary>
      {open && (
        <div class="json-members">
          <Members value={value} />
        </div>
      )}
    </details>
  );
};

/** A value as a tree that opens member by member. */
export const JsonTree = ({ value }: { value: unknown }) => (
  <div class="json">
    <Node name={undefined} value={unpacked(value)} open />
  </div>
);

/** Text that is JSON as a tree, all other text as it is. */
export const JsonText = ({ text }: { text: string }) => {
  const parsed = useMemo(() => parse(text), [text]);
  return parsed ? <JsonTree value={parsed.value} /> : <pre class="json plain">{text}</pre>;
};
