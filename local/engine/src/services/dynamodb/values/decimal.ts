/** A decimal number: `digits` (no zero at either end; empty for zero) stand as d.ddd × 10^exponent. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** Takes a number's normalized text apart. */
export const parseDecimal = (text: string): Decimal => {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const written = whole + fraction;
  const start = written.search(/[1-9]/);
  if (start < 0) return { negative: false, digits: '', exponent: 0 };
  return { negative, digits: written.slice(start).replace(/0+$/, ''), exponent: whole.length - 1 - start };
};
