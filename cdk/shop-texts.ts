import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ConfigError } from './config.ts';

const text = z.string().trim().min(1);
const page = z.strictObject({
  title: text,
  sections: z.array(z.strictObject({ heading: text.optional(), paragraphs: z.array(text).min(1) })).min(1),
});
const textsSchema = z.strictObject({ imprint: page, terms: page, privacy: page });

/** What the shop must tell by law, page by page, in one language. */
export type ShopTexts = z.infer<typeof textsSchema>;

/** What is still to be written stands in double brackets. */
const PLACEHOLDER = /\[\[.*?\]\]/g;

const readFile = (file: string): ShopTexts => {
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

/** The texts of a folder by their language: `en.json` holds those in English. Throws ConfigError. */
export const readTexts = (folder: string): Readonly<Record<string, ShopTexts>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /^[a-z]{2}\.json$/.test(name))
      .map((name) => [name.slice(0, 2), readFile(join(folder, name))]),
  );

/** How many passages of each page are still to be written; pages without any are left away. */
export const countPlaceholders = (texts: ShopTexts): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([name, page]) => [name, JSON.stringify(page).match(PLACEHOLDER)?.length ?? 0] as const)
      .filter(([, count]) => count > 0),
  );
