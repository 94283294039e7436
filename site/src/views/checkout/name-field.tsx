import { useState } from 'preact/hooks';
import { faultOfName } from '../../stores/name-fault.ts';
import { sayNameFault } from '../failure-words.ts';
import { useShop } from '../shop-context.ts';
import { useSay } from '../words.tsx';

/** By which the form finds the field, to focus it. */
export const NAME_FIELD_ID = 'customer-name';
const FAULT_ID = 'customer-name-fault';

/** Who orders. A fault shows once the shopper has left the field or tried to order, and goes as soon as it is mended. */
export const NameField = () => {
  const { draft, checkout } = useShop();
  const say = useSay();
  const [left, setLeft] = useState(false);
  const name = draft.customerName.value;
  const shown = checkout.trouble.value?.kind === 'fields' || (left && name !== '');
  const fault = shown ? faultOfName(name) : undefined;
  return (
    <div class="field">
      <label for={NAME_FIELD_ID}>{say('field.name')}</label>
      <input
        id={NAME_FIELD_ID}
        name="name"
        autoComplete="name"
        required
        value={name}
        aria-invalid={fault !== undefined}
        aria-describedby={fault ? FAULT_ID : undefined}
        onInput={(event) => draft.setCustomerName(event.currentTarget.value)}
        onBlur={() => setLeft(true)}
      />
      <p id={FAULT_ID} class="fault">
        {fault && sayNameFault(say, fault)}
      </p>
    </div>
  );
};
