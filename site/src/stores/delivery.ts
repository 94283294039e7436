import { type DeliveryAddress, deliveryAddressSchema } from '../../../lambdas/core/contract/address.ts';
import { type TextFault, textFaultOf } from './text-fault.ts';

/** The fields of an address, in the order in which they are filled in. */
export const ADDRESS_FIELDS = ['name', 'street', 'extra', 'postalCode', 'city', 'region', 'country'] as const;

/** A field of an address. */
export type AddressField = (typeof ADDRESS_FIELDS)[number];

/** An address as it is typed: empty where nothing is. */
export type TypedAddress = Readonly<Record<AddressField, string>>;

/** What may be wrong with a field; `country` is one that the shop does not deliver to. */
export type AddressFault = TextFault | 'country';

/** What is wrong with an address, by field. */
export type AddressFaults = Readonly<Partial<Record<AddressField, AddressFault>>>;

/** What is typed, or what is wrong with it. */
type ReadAddress = { valid: true; address: DeliveryAddress } | { valid: false; faults: AddressFaults };

/** An address of which nothing is typed. */
export const NO_ADDRESS: TypedAddress = {
  name: '',
  street: '',
  extra: '',
  postalCode: '',
  city: '',
  region: '',
  country: '',
};

const isField = (key: PropertyKey | undefined): key is AddressField => ADDRESS_FIELDS.some((field) => field === key);

/** A field with nothing but spaces is one that is not filled in. */
const filledIn = (typed: TypedAddress): Partial<TypedAddress> =>
  Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim() !== ''));

/** Reads an address as the API would, which delivers to these countries alone. */
export const readAddress = (typed: TypedAddress, countries: readonly string[]): ReadAddress => {
  const parsed = deliveryAddressSchema.safeParse(filledIn(typed));
  const faults: Partial<Record<AddressField, AddressFault>> = {};
  for (const issue of parsed.error?.issues ?? []) {
    const [field] = issue.path;
    if (isField(field)) faults[field] ??= textFaultOf(issue);
  }
  if (faults.country !== 'missing' && !countries.includes(typed.country)) faults.country = 'country';
  return parsed.success && Object.keys(faults).length === 0
    ? { valid: true, address: parsed.data }
    : { valid: false, faults };
};
