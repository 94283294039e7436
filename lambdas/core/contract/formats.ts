import type { DeliveryAddress } from './address.ts';
import type { ShopSettings } from './shop.ts';

/** Made once each: a format takes longer to make than to use, and a table of support shows thousands of times. */
const kept = <Format>(make: (...of: string[]) => Format): ((...of: string[]) => Format) => {
  const formats = new Map<string, Format>();
  return (...of) => {
    const key = of.join(' ');
    const format = formats.get(key) ?? make(...of);
    formats.set(key, format);
    return format;
  };
};

const amounts = kept((locale, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }));

/** An amount as the readers of a locale write it: `€1,299.00`; `cents` are hundredths of the currency's unit. */
export const formatMoney = (cents: number, currency: string, locale: string): string =>
  amounts(locale, currency).format(cents / 100);

/** How a moment is written, to the minute. */
export const MINUTES: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};

const moments = kept(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { ...MINUTES, timeZone, timeZoneName: 'short' }),
);

/** A timestamp (ISO 8601) in the shop's zone, which is named: `3 Nov 2025, 13:47 CET`. */
export const formatMoment = (
  timestamp: string,
  { locale, timeZone }: Pick<ShopSettings, 'locale' | 'timeZone'>,
): string => moments(locale, timeZone).format(new Date(timestamp));

const countries = kept((locale) => new Intl.DisplayNames(locale, { type: 'region' }));

/** The name of a country, by its ISO 3166-1 alpha-2 code: `Germany`. */
export const countryName = (code: string, locale: string): string => countries(locale).of(code) ?? code;

/** An address line by line, as it stands on a parcel. */
export const addressLines = (address: DeliveryAddress, locale: string): string[] => {
  const { name, street, extra, postalCode, city, region, country } = address;
  const lines = [name, street, extra, `${postalCode} ${city}`, region, countryName(country, locale)];
  return lines.filter((line) => line !== undefined);
};
