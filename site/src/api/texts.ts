import { type ShopTexts, shopTextsSchema } from '../../../lambdas/core/contract/texts.ts';
import { type Answer, failed } from './answer.ts';

/** What the shop must tell by law, in a language (`en`), as it was written at deployment. */
export const fetchTexts = async (fetch: typeof globalThis.fetch, language: string): Promise<Answer<ShopTexts>> => {
  let response: Response;
  try {
    response = await fetch(`/texts.${language}.json`);
  } catch {
    return failed({ kind: 'no-answer' });
  }
  const texts = shopTextsSchema.safeParse(await response.json().catch(() => undefined));
  return response.ok && texts.success ? { ok: true, value: texts.data } : failed({ kind: 'not-understood' });
};
