import { MASKED } from '../contract/masked.ts';
import { withholding } from './withheld-members.ts';

type Members = Readonly<Record<string, unknown>>;

/** Who somebody is, and what people have typed about an order. */
const PERSONAL: ReadonlySet<string> = new Set([
  ...['customerName', 'email', 'searchEmail', 'confirmationTo'],
  ...['reason', 'cancelReason', 'text'],
]);

/** A part of JSON that was cut off, or that another text quotes: it cannot be taken apart, so none of it is shown. */
const NAMED = /(?:customerName|[eE]mail|confirmationTo|deliveryAddress|[rR]easons?)\\*['"]\s*:/;
const ADDRESS = /[^\s"'<>@,;:()[\]\\]+@[^\s"'<>@,;:()[\]\\]+/g;
/** From the first mark to the last: whoever typed a product's name may have typed such a mark, too. */
const QUOTED = /[“"].*[”"]/s;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;
const isUnpriced = (line: unknown): boolean => isObject(line) && line.unitPriceCents === undefined;

/** Whether a product is named as the customer typed it: what has a price has its name from the catalogue. */
const isTyped = (within: Members): boolean => {
  if (Array.isArray(within.items)) return within.items.some(isUnpriced);
  return within.quantity !== undefined && isUnpriced(within);
};

const maskLeaves = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(maskLeaves);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, maskLeaves(each)]));
  return value === null ? value : MASKED;
};

const maskTexts = (value: unknown): unknown => (typeof value === 'number' ? value : maskLeaves(value));

const maskAddress = (address: unknown): unknown => {
  const masked = maskLeaves(address);
  // How many orders go to a country is no secret, and a code has a form of its own.
  return isObject(masked) && isObject(address) && 'country' in address
    ? { ...masked, country: address.country }
    : masked;
};

/** A product's name may be the customer's own word, and what was said is a person's. */
const maskGround = (ground: unknown): unknown =>
  isObject(ground)
    ? Object.fromEntries(
        Object.entries(ground).map(([name, value]) => [name, name === 'code' ? value : maskTexts(value)]),
      )
    : maskLeaves(ground);

const member = (name: string, value: unknown, within: Members): unknown => {
  if (name === 'deliveryAddress') return maskAddress(value);
  if (name === 'reasons' && Array.isArray(value)) {
    return value.map((reason) => (typeof reason === 'string' ? reason.replace(QUOTED, MASKED) : maskLeaves(reason)));
  }
  if (name === 'grounds' && Array.isArray(value)) return value.map(maskGround);
  if (PERSONAL.has(name)) return maskLeaves(value);
  if (name === 'product' && isTyped(within)) return MASKED;
  // As the catalogue knows it, or as the customer wrote it: that is not told.
  if (name === 'name' && (within.kind === 'gone' || (within.quantity !== undefined && isTyped(within)))) return MASKED;
  if (name === 'to' && 'occasion' in within) return MASKED;
  // A member of staff, whom their colleagues may know by name.
  if (name === 'by' && typeof value === 'string') return value;
  return undefined;
};

const mask = withholding({
  member,
  text: (text) => (NAMED.test(text) ? MASKED : text.replaceAll(ADDRESS, MASKED)),
});

/** What a person who reads and does not act is shown of an answer. The definition of a workflow names members, and holds no data. */
export const maskAnswer = (answer: unknown): unknown => {
  if (!isObject(answer) || typeof answer.definition !== 'string') return mask(answer);
  const { definition, ...rest } = answer;
  return { ...(mask(rest) as Members), definition };
};
