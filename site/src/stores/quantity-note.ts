import type { LATER_WORDS } from '../../../lambdas/core/contract/languages/en.ts';
import type { Say } from '../../../lambdas/core/contract/languages/message.ts';

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

/** Why another quantity was taken than the one asked for; undefined where it was taken as it is. */
export const sayAdjusted = (say: Say<typeof LATER_WORDS>, taking: Taken): string | undefined => {
  const { name, wanted, taken, most, left } = taking;
  if (wanted === taken) return undefined;
  if (Number.isNaN(wanted)) return say('adjusted.noNumber', { taken });
  if (left !== undefined && wanted > left) return say('adjusted.left', { left, name, count: taken });
  if (wanted > most) return say('adjusted.most', { most, name, count: taken });
  return wanted < 1 ? say('adjusted.least', { name }) : say('adjusted.whole', { count: taken });
};
