import { AwsError } from '../../../aws-error.ts';

/** A number as its digits and the power of ten that they are multiplied by; no digits trail as zeros. */
interface Decimal {
  coefficient: bigint;
  exponent: number;
}

const MAX_DIGITS = 38;
const MAX_MAGNITUDE = 125;
const MIN_MAGNITUDE = -130;
/** Decimals of so few characters keep their order, and stay distinct, as doubles (15 significant digits). */
const EXACT_AS_DOUBLE_CHARACTERS = 15;

const NUMBER = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

const withoutTrailingZeros = (digits: string): string => {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
};

const parse = (text: string): { sign: string; digits: string; exponent: number } => {
  if (text === '') throw invalid('The parameter cannot be converted to a numeric value');
  const [, sign = '', whole = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  const all = whole + fraction;
  if (all === '') throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  const leadingZeros = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = withoutTrailingZeros(all.slice(leadingZeros));
  if (digits === '') return { sign: '', digits: '0', exponent: 0 };
  return { sign, digits, exponent: Number(power) + whole.length - leadingZeros - digits.length };
};

const checkRange = (digits: string, exponent: number): void => {
  const magnitude = exponent + digits.length - 1;
  if (digits === '0') return;
  if (magnitude > MAX_MAGNITUDE) {
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  }
  if (magnitude < MIN_MAGNITUDE) {
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  if (digits.length > MAX_DIGITS) throw invalid('Attempting to store more than 38 significant digits in a Number');
};

const plain = (sign: string, digits: string, exponent: number): string => {
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const point = digits.length + exponent;
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${sign}0.${'0'.repeat(-point)}${digits}`;
};

/** The one text of a number's value, without exponent or needless zeros, as DynamoDB answers with it. Throws a ValidationException for
 * what is no number, has more than 38 significant digits, or a magnitude outside 1E-130 to 9.99…E+125.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
export const normalizeNumber = (text: string): string => {
  const { sign, digits, exponent } = parse(text);
  checkRange(digits, exponent);
  return plain(sign, digits, exponent);
};

const decimal = (text: string): Decimal => {
  const { sign, digits, exponent } = parse(text);
  return { coefficient: BigInt(sign + digits), exponent };
};

/** Both coefficients at the lower of the two exponents. */
const aligned = (a: Decimal, b: Decimal): [bigint, bigint, number] => {
  const exponent = Math.min(a.exponent, b.exponent);
  return [
    a.coefficient * 10n ** BigInt(a.exponent - exponent),
    b.coefficient * 10n ** BigInt(b.exponent - exponent),
    exponent,
  ];
};

/** The order of two valid numbers by value: negative, zero or positive. */
export const compareNumbers = (a: string, b: string): number => {
  if (a === b) return 0;
  if (a.length <= EXACT_AS_DOUBLE_CHARACTERS && b.length <= EXACT_AS_DOUBLE_CHARACTERS) return Number(a) - Number(b);
  const [left, right] = aligned(decimal(a), decimal(b));
  return left < right ? -1 : left > right ? 1 : 0;
};

/** The exact sum of two valid numbers, normalized; throws as `normalizeNumber` does when the result cannot be stored. */
export const addNumbers = (a: string, b: string): string => {
  const [left, right, exponent] = aligned(decimal(a), decimal(b));
  return normalizeNumber(`${left + right}e${exponent}`);
};

/** The exact difference of two valid numbers, normalized; throws as `normalizeNumber` does when the result cannot be stored. */
export const subtractNumbers = (a: string, b: string): string => {
  const [left, right, exponent] = aligned(decimal(a), decimal(b));
  return normalizeNumber(`${left - right}e${exponent}`);
};
