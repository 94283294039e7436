import type { ComponentChildren } from 'preact';
import { useNotes } from './words.tsx';

/** What prices include, as the shop's deployer says. */
export const PriceNote = () => {
  const { priceNote } = useNotes();
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
