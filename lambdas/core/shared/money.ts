/** An amount as people read it: `1,299.00 EUR`. */
export const formatMoney = (cents: number, currency: string): string => {
  const whole = Math.trunc(cents / 100)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${(cents % 100).toString().padStart(2, '0')} ${currency}`;
};
