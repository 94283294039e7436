import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ADDRESS_FIELDS } from '../../stores/delivery.ts';
import type { Trouble } from '../../stores/order-sender.ts';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { TotalLine } from '../total.tsx';
import { useSay } from '../words.tsx';
import { AddressFields, addressFieldId } from './address-fields.tsx';
import { CartLines } from './cart-lines.tsx';
import { NAME_FIELD_ID, NameField } from './name-field.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TroubleBox } from './trouble-box.tsx';

const Total = () => {
  const { checkout, catalogue } = useShop();
  const say = useSay();
  const total = checkout.total.value;
  const { status } = catalogue.state.value;
  const none = { loading: say('checkout.lookingUpPrices'), failed: say('checkout.noPrices'), ready: '–' }[status];
  return <TotalLine name={say('total')}>{total ? <Price {...total} /> : <span>{none}</span>}</TotalLine>;
};

const WhereTo = () => {
  const { session, confirmations } = useShop();
  const say = useSay();
  const state = session.state.value;
  if (state.status !== 'signed-in' || !confirmations) return null;
  return <p class="muted">{say('checkout.writeTo', { email: state.person.email })}</p>;
};

/** The first field that is to be mended. */
const faultyFieldId = ({ name, address }: Extract<Trouble, { kind: 'fields' }>): string | undefined => {
  if (name) return NAME_FIELD_ID;
  const field = ADDRESS_FIELDS.find((each) => address[each] !== undefined);
  return field && addressFieldId(field);
};

/** The cart's lines, who orders and where to, the total, and the button that orders. */
export const OrderForm = () => {
  const { checkout, session, draft, catalogue, deliveryCountries } = useShop();
  const { route, url } = useLocation();
  const say = useSay();
  const trouble = checkout.trouble.value;
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (trouble?.kind === 'fields') document.getElementById(faultyFieldId(trouble) ?? '')?.focus();
    else if (trouble) box.current?.focus();
  }, [trouble]);

  useEffect(() => {
    const state = session.state.value;
    // A start that the shopper can change: what the login knows.
    if (state.status === 'signed-in' && state.person.name && draft.customerName.peek() === '') {
      draft.setCustomerName(state.person.name);
    }
  }, [session.state.value]);

  useEffect(() => {
    const [only, ...others] = deliveryCountries;
    if (only !== undefined && others.length === 0 && draft.address.peek().country === '') {
      draft.setAddress('country', only);
    }
  }, []);

  const order = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (session.state.peek().status === 'signed-out') return session.signIn(url);
    const orderId = await checkout.place();
    if (orderId !== undefined) route(`/orders/${orderId}`);
  };

  return (
    <div class="checkout">
      <CartLines />
      {/* The quantities are no fields of it: Enter in one of them must not order. */}
      <form class="panel summary" aria-labelledby="order-heading" noValidate onSubmit={order}>
        <h2 id="order-heading">{say('checkout.order')}</h2>
        <NameField />
        <AddressFields />
        <WhereTo />
        <Total />
        <TroubleBox box={box} trouble={trouble?.kind === 'fields' ? undefined : trouble} />
        <SubmitButton pricesKnown={catalogue.state.value.status === 'ready'} />
      </form>
    </div>
  );
};
