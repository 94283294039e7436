/** An amount as the readers of `locales` write it; `cents` are hundredths of the currency's unit. */
export const formatMoney = (cents: number, currency: string, locales: readonly string[]): string =>
  new Intl.NumberFormat([...locales], { style: 'currency', currency }).format(cents / 100);
