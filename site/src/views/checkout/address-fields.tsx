import { useState } from 'preact/hooks';
import { countryName } from '../../../../lambdas/core/contract/formats.ts';
import { ADDRESS_FIELDS, type AddressField, readAddress } from '../../stores/delivery.ts';
import { sayAddressFault } from '../failure-words.ts';
import { useShop } from '../shop-context.ts';
import { useLocale, useSay } from '../words.tsx';

/** By which token the browser knows what to fill in:
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill-field */
const FIELDS: Readonly<Record<AddressField, { token: string; optional?: true }>> = {
  name: { token: 'name', optional: true },
  street: { token: 'address-line1' },
  extra: { token: 'address-line2', optional: true },
  postalCode: { token: 'postal-code' },
  city: { token: 'address-level2' },
  region: { token: 'address-level1', optional: true },
  country: { token: 'country' },
};

/** By which the form finds a field, to focus it. */
export const addressFieldId = (field: AddressField): string => `delivery-${field}`;

interface FieldProps {
  field: AddressField;
  fault: string | undefined;
  onLeave: () => void;
}

const AddressFieldBox = ({ field, fault, onLeave }: FieldProps) => {
  const { draft, deliveryCountries } = useShop();
  const say = useSay();
  const locale = useLocale();
  const { token, optional = false } = FIELDS[field];
  const id = addressFieldId(field);
  const attributes = {
    id,
    name: id,
    autoComplete: `shipping ${token}`,
    required: !optional,
    value: draft.address.value[field],
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault === undefined ? undefined : `${id}-fault`,
    onBlur: onLeave,
  };
  return (
    <div class={`field ${field}`}>
      <label for={id}>
        {say(`address.${field}`)}
        {optional && <span class="muted"> {say('field.optional')}</span>}
      </label>
      {field === 'country' ? (
        <select {...attributes} onChange={(event) => draft.setAddress(field, event.currentTarget.value)}>
          <option value="">{say('field.choose')}</option>
          {deliveryCountries.map((code) => (
            <option key={code} value={code}>
              {countryName(code, locale)}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...attributes}
          enterkeyhint="next"
          onInput={(event) => draft.setAddress(field, event.currentTarget.value)}
        />
      )}
      <p id={`${id}-fault`} class="fault">
        {fault}
      </p>
    </div>
  );
};

/** Enter in a field of the address goes on to the next one: only the name and the button order. */
const goOn = (event: KeyboardEvent): void => {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
  event.preventDefault();
  const index = ADDRESS_FIELDS.findIndex((field) => addressFieldId(field) === (event.target as HTMLElement).id);
  const next = ADDRESS_FIELDS[index + 1];
  if (next !== undefined) document.getElementById(addressFieldId(next))?.focus();
};

/** Where the order goes. A fault shows once the shopper has left its field or tried to order, and goes when it is mended. */
export const AddressFields = () => {
  const { draft, checkout, deliveryCountries } = useShop();
  const say = useSay();
  const [left, setLeft] = useState<ReadonlySet<AddressField>>(new Set());
  const typed = draft.address.value;
  const read = readAddress(typed, deliveryCountries);
  const tried = checkout.trouble.value?.kind === 'fields';
  const faultOf = (field: AddressField): string | undefined => {
    const fault = read.valid ? undefined : read.faults[field];
    return fault && (tried || (left.has(field) && typed[field] !== ''))
      ? sayAddressFault(say, field, fault)
      : undefined;
  };
  return (
    <fieldset class="address-fields" onKeyPress={goOn}>
      <legend>{say('field.address')}</legend>
      {ADDRESS_FIELDS.map((field) => (
        <AddressFieldBox
          key={field}
          field={field}
          fault={faultOf(field)}
          onLeave={() => setLeft(new Set([...left, field]))}
        />
      ))}
    </fieldset>
  );
};
