import { Picture } from '../../pictures/picture.tsx';
import { type AskingOrder, type ComparedLine, compareLines, seenTotal } from '../../stores/proposal.ts';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { TotalLine } from '../total.tsx';
import { useSay } from '../words.tsx';

const Quantity = ({ ordered, proposed }: Pick<ComparedLine, 'ordered' | 'proposed'>) => {
  const say = useSay();
  if (ordered === proposed) return <p class="muted">{say('question.asOrdered', { count: ordered })}</p>;
  return (
    <p>
      <del>
        <span class="visually-hidden">{say('question.youOrdered')}</span>
        {ordered}
      </del>{' '}
      <strong>{proposed === 0 ? say('question.notToBeHad') : say('question.nowCount', { count: proposed })}</strong>
    </p>
  );
};

const Line = ({ line, currency }: { line: ComparedLine; currency: string }) => {
  const { catalogue } = useShop();
  const say = useSay();
  const { product, name, proposed, unitPriceCents } = line;
  return (
    <li class={proposed === 0 ? 'line gone' : 'line'}>
      <div class="tile small">
        <Picture product={product} />
      </div>
      <div class="line-text">
        <h3>{name ?? catalogue.nameOf(product) ?? product}</h3>
        <Quantity {...line} />
      </div>
      {unitPriceCents !== undefined && (
        <p class="line-price">
          <Price cents={unitPriceCents * proposed} currency={currency} />
          {proposed > 1 && (
            <span class="muted">
              {say.parts('each', { price: <Price cents={unitPriceCents} currency={currency} /> })}
            </span>
          )}
        </p>
      )}
    </li>
  );
};

/** What is proposed instead of the order: each line and the total, beside what was ordered. */
export const Proposal = ({ order }: { order: AskingOrder }) => {
  const { totalCents, currency } = order.question.proposal;
  const say = useSay();
  const seen = seenTotal(order);
  return (
    <>
      <h3 id="proposal">{say('question.proposal')}</h3>
      <ul aria-labelledby="proposal">
        {compareLines(order).map((line) => (
          <Line key={line.product} line={line} currency={currency} />
        ))}
      </ul>
      <div class="totals">
        {seen && (
          <p class="muted">
            <span>{say('order.totalThen')}</span> <Price {...seen} />
          </p>
        )}
        <TotalLine name={say('order.totalNow')}>
          <Price cents={totalCents} currency={currency} />
        </TotalLine>
      </div>
    </>
  );
};
