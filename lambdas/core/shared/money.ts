/** Made once each: a format takes longer to make than to use. */
const formats = new Map<string, Intl.NumberFormat>();

/** An amount as the site writes it in English, the language of mails and reasons: `€1,299.00`. */
export const formatMoney = (cents: number, currency: string): string => {
  const format = formats.get(currency) ?? new Intl.NumberFormat('en-US', { style: 'currency', currency });
  formats.set(currency, format);
  return format.format(cents / 100);
};
