/** A text with values in it, `{name}`; one that counts has a form for each category that its language's plurals know.
 * https://tc39.es/ecma402/#sec-intl.pluralrules.prototype.select */
export type Message = string | ({ readonly [Category in Intl.LDMLPluralRule]?: string } & { readonly other: string });

/** Texts by their names. */
export type Messages = Readonly<Record<string, Message>>;

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

type FormOf<Each> = Each extends { other: infer Other } ? Other : Each;

/** The names of the values that a message takes; `count` decides the form of one that has several. */
type NamesOf<Each> = NamesIn<FormOf<Each>> | (Each extends string ? never : 'count');

type Args<Each, Value> = [NamesOf<Each>] extends [never] ? [] : [values: { readonly [Name in NamesOf<Each>]: Value }];

/** Any text that has these values in it, in any order. */
type Having<Name extends string> = [Name] extends [never]
  ? string
  : (Name extends string ? (has: `${string}{${Name}}${string}`) => void : never) extends (has: infer All) => void
    ? All
    : never;

/** What another language must have for the words of one: the same names, and in each text the same values. */
export type Translation<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string
    ? Having<NamesIn<Words[Key]>>
    : { readonly [Category in Intl.LDMLPluralRule]?: string } & { readonly other: Having<NamesIn<FormOf<Words[Key]>>> };
};

/** Says a text by its name, with its values. */
export interface Say<Words> {
  <Key extends keyof Words>(key: Key, ...values: Args<Words[Key], string | number>): string;
  /** The same in pieces, for values that are more than text. */
  parts<Key extends keyof Words, Part>(
    key: Key,
    ...values: Args<Words[Key], Part | string | number>
  ): (Part | string | number)[];
}

type AnyValues<Part> = Readonly<Record<string, Part>>;

const VALUE = /\{(\w+)\}/;

/** Splitting by a pattern with a group gives the names of the values at each second place. */
const isName = (_: string, place: number): boolean => place % 2 === 1;

/** The names of the values in a text. */
export const namesIn = (text: string): string[] => text.split(VALUE).filter(isName);

const pieces = <Part>(text: string, values: AnyValues<Part>): (Part | string)[] =>
  text.split(VALUE).map((piece, place) => (isName(piece, place) ? (values[piece] ?? `{${piece}}`) : piece));

/** A text with its values; one that is not given leaves its name. */
export const fill = (text: string, values: AnyValues<string | number>): string => pieces(text, values).join('');

/** What says the words of a language (BCP 47). */
export const createSay = <Words>(words: Translation<Words>, language: string): Say<Words> => {
  const all = words as Messages;
  const plurals = new Intl.PluralRules(language);
  const textOf = (key: keyof Words, values: AnyValues<unknown>): string => {
    const message = all[key as string] ?? '';
    return typeof message === 'string' ? message : (message[plurals.select(Number(values.count))] ?? message.other);
  };
  const parts = <Part>(key: keyof Words, values: AnyValues<Part> = {}): (Part | string)[] =>
    pieces(textOf(key, values), values);
  const say = (key: keyof Words, values?: AnyValues<string | number>): string => parts(key, values).join('');
  return Object.assign(say, { parts }) as Say<Words>;
};
