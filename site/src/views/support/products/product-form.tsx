import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { SupportProduct } from '../../../../../lambdas/core/contract/support-products.ts';
import type { Failure } from '../../../api/answer.ts';
import {
  changesBetween,
  type DraftField,
  draftOf,
  draftOver,
  type FieldChange,
  type ProductDraft,
  readDraft,
} from '../../../stores/support/product-draft.ts';
import type { Products } from '../../../stores/support/products.ts';
import type { ActionOutcome } from '../../action-outcome.ts';
import { OutcomeNote } from '../../outcome-note.tsx';
import { useShop } from '../../shop-context.ts';
import { sayFailure } from '../english.tsx';
import { productAddress } from './product-address.ts';
import { fieldId, ProductFields } from './product-fields.tsx';
import { Theirs } from './theirs.tsx';

interface ProductFormProps {
  products: Products;
  /** Undefined for a new one. */
  product: SupportProduct | undefined;
}

type Faults = Partial<Record<DraftField, string>>;

const isChanged = (failure: Failure): boolean =>
  failure.kind === 'problem' && failure.problem.code === 'product-changed';

/** Whose currency a new product has until told otherwise: the shop's own, which all others have. */
const currencyOf = (products: Products): string => products.products.peek()?.[0]?.currency ?? 'EUR';

/** What a product says, to be changed. Enter in a field saves nothing: a price is not to go out half typed. */
export const ProductForm = ({ products, product }: ProductFormProps) => {
  const { announcer } = useShop();
  const { route } = useLocation();
  // As it was when it was opened or saved last: what is typed is held against that, whatever comes in meanwhile.
  const [seen, setSeen] = useState(product);
  const [draft, setDraft] = useState(() => draftOf(product, currencyOf(products)));
  const [faults, setFaults] = useState<Faults>({});
  const [theirs, setTheirs] = useState<readonly FieldChange[]>([]);
  const [outcome, setOutcome] = useState<ActionOutcome>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (Object.keys(faults).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);

  const change = (changed: Partial<ProductDraft>): void => {
    setDraft({ ...draft, ...changed });
    setOutcome(undefined);
    setFaults(Object.fromEntries(Object.entries(faults).filter(([field]) => !(field in changed))));
  };

  /** Somebody else was first: what was typed stays, over what they wrote. */
  const meetTheirs = async (): Promise<void> => {
    await products.load();
    const now = seen && products.find(seen.product);
    if (!now) return;
    setTheirs(changesBetween(seen, now));
    setDraft(draftOver(draft, seen, now));
    setSeen(now);
  };

  const save = async (): Promise<void> => {
    if (busy) return;
    const read = readDraft(draft);
    setFaults(read.ok ? {} : read.faults);
    setOutcome(undefined);
    if (!read.ok) return;
    setBusy(true);
    const answer = await products.write(read.product, { ...read.text, ...(seen && { version: seen.version }) });
    if (!answer.ok && isChanged(answer.failure)) await meetTheirs();
    setBusy(false);
    if (!answer.ok)
      return setOutcome(isChanged(answer.failure) ? undefined : { text: sayFailure(answer.failure), bad: true });
    setTheirs([]);
    setSeen(answer.value);
    setDraft(draftOf(answer.value, answer.value.currency));
    setOutcome({ text: 'Saved.', bad: false });
    if (seen) return;
    announcer.say(`${answer.value.name} is added.`);
    route(productAddress(answer.value.product));
  };

  const takeTheirs = (): void => {
    if (!seen) return;
    setDraft(draftOf(seen, seen.currency));
    setTheirs([]);
    document.getElementById(fieldId('name'))?.focus();
  };

  return (
    <form ref={form} class="panel" aria-labelledby="says" noValidate onSubmit={(event) => event.preventDefault()}>
      <h2 id="says">{product ? 'What it says' : 'What it is'}</h2>
      {theirs.length > 0 && <Theirs changes={theirs} onTake={takeTheirs} />}
      <ProductFields draft={draft} faults={faults} onChange={change} isNew={product === undefined} />
      {outcome && <OutcomeNote outcome={outcome} />}
      <div class="form-buttons">
        <button type="button" class="button primary" aria-disabled={busy} onClick={save}>
          {product ? 'Save' : 'Add it'}
        </button>
      </div>
    </form>
  );
};
