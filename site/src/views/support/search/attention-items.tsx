import type { AttentionItem } from '../../../../../lambdas/core/contract/attention.ts';
import { formatDuration, millisecondsBetween } from '../../../format/duration.ts';
import { mailName } from '../../../stores/support/mail-troubles.ts';
import { Timestamp } from '../../timestamp.tsx';
import { sayMail } from '../mail-words.ts';
import { addressOf, badgeOf, sayProblem } from './attention-words.ts';
import { useOpening } from './use-opening.ts';

/** How long a question may still be answered. */
const Until = ({ until, now }: { until: string; now: string }) =>
  until <= now ? (
    <>
      {' '}
      Its time ran out <Timestamp timestamp={until} />.
    </>
  ) : (
    <> {formatDuration(millisecondsBetween(now, until))} are left.</>
  );

/** Chooses items to act on. */
interface Selection {
  readonly selected: ReadonlySet<string>;
  select(name: string, isSelected: boolean): void;
}

interface ItemProps {
  item: AttentionItem;
  now: string;
  selection: Selection | undefined;
  onOpen: () => void;
}

const Item = ({ item, now, selection, onOpen }: ItemProps) => {
  const { orderId, since, until, customerName, execution, mail } = item;
  const [words, look] = badgeOf(item);
  const name = mail ? mailName(item) : (execution?.name ?? orderId);
  return (
    <li class="attention-item">
      <div class="attention-what">
        {selection && (
          <input
            type="checkbox"
            aria-label={`Choose ${mail ? `${orderId}, “${sayMail(mail.occasion)}”` : name}`}
            checked={selection.selected.has(name)}
            onChange={({ currentTarget }) => selection.select(name, currentTarget.checked)}
          />
        )}
        <span class={`badge ${look}`}>{words}</span>
      </div>
      <div class="attention-text">
        <h4>
          <a href={addressOf(item)} onClick={onOpen}>
            <span class="order-code">{orderId}</span>
          </a>
          {customerName !== undefined && <span class="muted"> {customerName}</span>}
        </h4>
        <p>
          {mail && `“${sayMail(mail.occasion)}”: `}
          {sayProblem(item)}
          {until !== undefined && <Until until={until} now={now} />}
          {item.unreadable && ' Its record cannot be read.'}
        </p>
      </div>
      <p class="muted attention-since">
        <span>{formatDuration(millisecondsBetween(since, now))} ago</span> <Timestamp timestamp={since} />
      </p>
    </li>
  );
};

interface AttentionItemsProps {
  items: readonly AttentionItem[];
  /** Without it, nothing can be chosen. */
  selection?: Selection | undefined;
}

/** Orders that do not get on without a person. */
export const AttentionItems = ({ items, selection }: AttentionItemsProps) => {
  const onOpen = useOpening(items);
  const now = new Date().toISOString();
  return (
    <ul>
      {items.map((item) => (
        <Item
          key={`${item.orderId} ${item.problem} ${item.execution?.machine} ${item.execution?.name} ${item.mail?.occasion}`}
          item={item}
          now={now}
          selection={selection}
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
};
