import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ConfigError } from './config.ts';

const text = z.string().trim().min(1);
const page = z.strictObject({
  title: text,
  sections: z.array(z.strictObject({ heading: text.optional(), paragraphs: z.array(text).min(1) })).min(1),
});
const pagesSchema = z.strictObject({ imprint: page, terms: page, privacy: page });

/** It becomes HTML as it is, and its code is put where Cognito finds braces. */
const plainText = text.regex(/^[^<>&{}]*$/, { error: 'must have none of < > & { }' });
/** CloudFormation gives back other signs of a template as question marks; in HTML they can be written otherwise. */
const asciiText = plainText.regex(/^[ -~]*$/, { error: 'must have signs of ASCII alone' });
const inAscii = (html: string): string => html.replaceAll(/[^ -~]/gu, (sign) => `&#${sign.codePointAt(0)};`);

const textsSchema = z.strictObject({
  ...pagesSchema.shape,
  accountMail: z.strictObject({ subject: asciiText, lead: plainText, hint: plainText }),
});

/** What the shop must tell by law, page by page, in one language. */
export type ShopTexts = z.infer<typeof pagesSchema>;

/** What is still to be written stands in double brackets. */
const PLACEHOLDER = /\[\[.*?\]\]/g;

const readFile = (file: string): z.infer<typeof textsSchema> => {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(`${file}: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = textsSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
};

const readFolder = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /^[a-z]{2}\.json$/.test(name))
    .map((name) => ({ language: name.slice(0, 2), ...readFile(join(folder, name)) }));

/** The texts of a folder by their language: `en.json` holds those in English. Throws ConfigError. */
export const readTexts = (folder: string): Readonly<Record<string, ShopTexts>> =>
  Object.fromEntries(readFolder(folder).map(({ language, accountMail: _, ...pages }) => [language, pages]));

/** A mail of the user pool about somebody's account; Cognito puts the code in place of `{####}`. */
export interface AccountMail {
  readonly subject: string;
  /** HTML. */
  readonly body: string;
}

/** The mail with a code, in all languages of a folder: Cognito has one for a pool and knows nobody's language, unless a function
 * tells it. The shop's own language comes first. Throws ConfigError. */
export const readAccountMail = (folder: string, locale: string): AccountMail => {
  const own = new Intl.Locale(locale).language;
  const texts = readFolder(folder).toSorted((a, b) => Number(b.language === own) - Number(a.language === own));
  const inEach = (part: 'lead' | 'hint'): string =>
    texts.map(({ language, accountMail }) => `<p lang="${language}">${accountMail[part]}</p>`).join('');
  return {
    subject: texts.map(({ accountMail }) => accountMail.subject).join(' / '),
    body: inAscii(`${inEach('lead')}<p><strong>{####}</strong></p>${inEach('hint')}`),
  };
};

/** How many passages of each page are still to be written; pages without any are left away. */
export const countPlaceholders = (texts: ShopTexts): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([name, page]) => [name, JSON.stringify(page).match(PLACEHOLDER)?.length ?? 0] as const)
      .filter(([, count]) => count > 0),
  );
