import type { DeliveryAddress } from '../../../lambdas/core/contract/address.ts';
import { countryName } from './country.ts';

/** An address line by line, as it stands on a parcel. */
export const addressLines = (address: DeliveryAddress): string[] => {
  const { name, street, extra, postalCode, city, region, country } = address;
  const lines = [name, street, extra, `${postalCode} ${city}`, region, countryName(country)];
  return lines.filter((line) => line !== undefined);
};
