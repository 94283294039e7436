/** What was asked for, what the product allows, and what the cart holds after that. */
interface Taken {
  name: string;
  /** Not a number where no number was typed. */
  wanted: number;
  taken: number;
  most: number;
}

/** Why another quantity was taken than the one asked for; undefined where it was taken as it is. */
export const sayAdjusted = ({ name, wanted, taken, most }: Taken): string | undefined => {
  if (wanted === taken) return undefined;
  if (Number.isNaN(wanted)) return `That is no number: it stays at ${taken}.`;
  if (wanted > most) return `At most ${most} of ${name} in one order: ${taken} are in the cart.`;
  if (wanted < 1) return `At least 1: use “Remove” to take ${name} out.`;
  return `Whole numbers only: ${taken} ${taken === 1 ? 'is' : 'are'} in the cart.`;
};
