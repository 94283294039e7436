/** What was asked for, what can be had, and what the cart holds after that. */
interface Taken {
  name: string;
  /** Not a number where no number was typed. */
  wanted: number;
  taken: number;
  /** What one order may hold. */
  most: number;
  /** How many are left, where that is fewer. */
  left?: number | undefined;
}

const inCart = (taken: number): string => `${taken} ${taken === 1 ? 'is' : 'are'} in the cart`;

/** Why another quantity was taken than the one asked for; undefined where it was taken as it is. */
export const sayAdjusted = ({ name, wanted, taken, most, left }: Taken): string | undefined => {
  if (wanted === taken) return undefined;
  if (Number.isNaN(wanted)) return `That is no number: it stays at ${taken}.`;
  if (left !== undefined && wanted > left)
    return `Only ${left} of ${name} ${left === 1 ? 'is' : 'are'} left: ${inCart(taken)}.`;
  if (wanted > most) return `At most ${most} of ${name} in one order: ${inCart(taken)}.`;
  if (wanted < 1) return `At least 1: use “Remove” to take ${name} out.`;
  return `Whole numbers only: ${inCart(taken)}.`;
};
