import type { ComponentChildren } from 'preact';
import { useShop } from './shop-context.ts';

/** What prices include, as the shop's deployer says. */
export const PriceNote = () => {
  const { priceNote } = useShop().settings;
  return priceNote === undefined ? null : <p class="price-note muted">{priceNote}</p>;
};

/** A sum, by its name, and what it includes. */
export const TotalLine = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <>
    <p class="total">
      <span>{name}</span> {children}
    </p>
    <PriceNote />
  </>
);
