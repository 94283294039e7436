import * as fc from 'fast-check';

/** A value as on the wire; also what is none, so no narrower type would be true. */
export type Value = Readonly<Record<string, unknown>>;
/** The types of DynamoDB's values. */
export type Kind = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'M' | 'L';

const TEXTS = ['a', 'b', 'ab', 'abc', 'é', '😀', '~', 'A', 'a/b'];
const BYTES = ['AA==', 'AQ==', 'AAE=', '/w==', 'YWI='];
const NUMBERS = ['0', '1', '2', '-1', '10', '1.5', '-1.5', '100', '3'];
/** One number written in several ways, and the edges of DynamoDB's range and precision.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number */
const ODD_NUMBERS = [
  ...['-0', '+1', '1.0', '01', '1e0', '1E+1', '.5', '1.', '0.1e1', '100e-2'],
  ...['1e-130', '-1e-130', '9.9999999999999999999999999999999999999E+125', '1e125', '-1e125'],
  ...['12345678901234567890123456789012345678', '0.12345678901234567890123456789012345678'],
  ...['123456789012345678901234567890123456789', '1e126', '-1e126', '1e-131', '1e-140', '1e400', '1e-400'],
  ...['1234567890123456789012345678901234567800000', '0.00000000000000000000000000000000000000000001'],
];
const NO_NUMBERS = ['', ' ', 'abc', '1 ', ' 1', '1,5', '0x1', 'NaN', 'Infinity', '1e', '--1', '1e1.5', '٣'];

/** A text of a small alphabet, so that two are often equal. */
const text = fc.constantFrom(...TEXTS);
const number = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_NUMBERS) },
);
const bytes = fc.constantFrom(...BYTES);

const setOf = (member: fc.Arbitrary<string>, duplicates: number): fc.Arbitrary<readonly string[]> =>
  fc.oneof(
    { weight: 60 - duplicates, arbitrary: fc.uniqueArray(member, { minLength: 1, maxLength: 3 }) },
    { weight: duplicates, arbitrary: fc.array(member, { maxLength: 3 }) },
  );

const { any: nested } = fc.letrec<{ any: Value }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    text.map((S) => ({ S })),
    number.map((N) => ({ N })),
    fc.dictionary(fc.constantFrom('x', 'y', 'l', 'z'), tie('any'), { maxKeys: 3 }).map((M) => ({ M: { ...M } })),
    fc.array(tie('any'), { maxLength: 3 }).map((L) => ({ L })),
  ),
}));

/** Valid values but for a few: empty sets and texts, sets with a member twice. */
const ofKind: Readonly<Record<Kind, fc.Arbitrary<Value>>> = {
  S: fc.oneof({ weight: 30, arbitrary: text.map((S) => ({ S })) }, { weight: 1, arbitrary: fc.constant({ S: '' }) }),
  N: number.map((N) => ({ N })),
  B: fc.oneof({ weight: 30, arbitrary: bytes.map((B) => ({ B })) }, { weight: 1, arbitrary: fc.constant({ B: '' }) }),
  BOOL: fc.boolean().map((BOOL) => ({ BOOL })),
  NULL: fc.constant({ NULL: true }),
  SS: setOf(text, 1).map((SS) => ({ SS })),
  NS: setOf(fc.constantFrom(...NUMBERS, '1.0', '1e1'), 1).map((NS) => ({ NS })),
  BS: setOf(bytes, 1).map((BS) => ({ BS })),
  M: fc
    .record({ x: ofNumber(), y: text.map((S) => ({ S })), l: listOf(), z: nested }, { requiredKeys: ['x'] })
    .map((M) => ({ M })),
  L: listOf(),
};

function ofNumber(): fc.Arbitrary<Value> {
  return number.map((N) => ({ N }));
}
function listOf(): fc.Arbitrary<Value> {
  return fc.tuple(ofNumber(), fc.array(nested, { maxLength: 3 })).map(([first, rest]) => ({ L: [first, ...rest] }));
}

/** Values that are none. */
const wrong: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NO_NUMBERS).map((N) => ({ N })) },
  {
    weight: 8,
    arbitrary: fc.constantFrom<Value>(
      {},
      { S: 'a', N: '1' },
      { X: 'a' },
      { NULL: false },
      { SS: [] },
      { NS: ['1', '1.0'] },
      { SS: ['a', 'a'] },
      { BS: ['AA==', 'AA=='] },
      { NS: ['1', 'x'] },
      { L: [{ N: 'x' }] },
      { M: { x: {} } },
      { M: { x: { S: 'a', N: '1' } } },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Value>(
      { S: 1 },
      { N: 1 },
      { BOOL: 'maybe' },
      { B: 'A' },
      { L: {} },
      { M: [] },
      { SS: 'a' },
      { S: ['a'] },
      { B: 'AAB=' },
    ),
  },
);

/** Values of every type, and a few that are none. */
export const anyValue: fc.Arbitrary<Value> = fc.oneof(
  { weight: 20, arbitrary: fc.oneof(...Object.values(ofKind)) },
  { weight: 1, arbitrary: wrong },
);

/** Mostly of a type, now and then of any other, or none. */
export const mostly = (kind: Kind): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 30, arbitrary: ofKind[kind] }, { weight: 2, arbitrary: anyValue });

const KEYS: Readonly<Record<'S' | 'N' | 'B', readonly Value[]>> = {
  S: ['a', 'b', 'ab', 'é', '😀', 'z'].map((S) => ({ S })),
  N: ['0', '1', '-1', '10', '1.5', '-1.5', '2', '1e-130', '-9.9999999999999999999999999999999999999E+125'].map((N) => ({
    N,
  })),
  B: ['AA==', 'AQ==', '/w==', 'AAE=', 'f/8='].map((B) => ({ B })),
};

/** A key's value out of few. */
export const keyValue = (kind: 'S' | 'N' | 'B'): fc.Arbitrary<Value> => fc.constantFrom(...KEYS[kind]);
