import type { DraftField, ProductDraft } from '../../../stores/support/product-draft.ts';

interface FieldProps {
  draft: ProductDraft;
  faults: Partial<Record<DraftField, string>>;
  onChange: (change: Partial<ProductDraft>) => void;
}

type TextFieldName = Exclude<DraftField, 'available'>;

interface TextFieldProps extends FieldProps {
  name: TextFieldName;
  label: string;
  hint?: string;
  inputMode?: 'decimal' | 'numeric';
}

/** By which the form finds a field, to focus it. */
export const fieldId = (name: DraftField): string => `product-${name}`;

const describedBy = (name: DraftField, hint: string | undefined, fault: string | undefined): string | undefined =>
  [hint && `${fieldId(name)}-hint`, fault && `${fieldId(name)}-fault`].filter(Boolean).join(' ') || undefined;

const TextField = ({ draft, faults, onChange, name, label, hint, inputMode }: TextFieldProps) => {
  const id = fieldId(name);
  const fault = faults[name];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="muted small-text field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        autocomplete="off"
        inputMode={inputMode}
        required
        value={draft[name]}
        aria-invalid={fault !== undefined}
        aria-describedby={describedBy(name, hint, fault)}
        onInput={(event) => onChange({ [name]: event.currentTarget.value })}
      />
      <p id={`${id}-fault`} class="fault">
        {fault}
      </p>
    </div>
  );
};

const Description = ({ draft, faults, onChange }: FieldProps) => {
  const id = fieldId('description');
  const fault = faults.description;
  return (
    <div class="field">
      <label for={id}>Description</label>
      <textarea
        id={id}
        rows={4}
        required
        value={draft.description}
        aria-invalid={fault !== undefined}
        aria-describedby={describedBy('description', undefined, fault)}
        onInput={(event) => onChange({ description: event.currentTarget.value })}
      />
      <p id={`${id}-fault`} class="fault">
        {fault}
      </p>
    </div>
  );
};

/** The fields of what a product says; its key and currency only while it is new. */
export const ProductFields = ({ isNew, ...fields }: FieldProps & { isNew: boolean }) => (
  <>
    {isNew && (
      <TextField {...fields} name="product" label="Key" hint="By which orders name it. It cannot be changed later." />
    )}
    <TextField {...fields} name="name" label="Name" />
    <Description {...fields} />
    <div class="field-row">
      <TextField
        {...fields}
        name="price"
        label={isNew ? 'Price' : `Price in ${fields.draft.currency}`}
        inputMode="decimal"
      />
      {isNew && <TextField {...fields} name="currency" label="Currency" />}
      <TextField {...fields} name="maxPerOrder" label="At most in one order" inputMode="numeric" />
    </div>
    <label class="check">
      <input
        type="checkbox"
        checked={fields.draft.available}
        onChange={(event) => fields.onChange({ available: event.currentTarget.checked })}
      />{' '}
      On sale
    </label>
  </>
);
