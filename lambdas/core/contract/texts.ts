import * as z from 'zod';

const page = z.object({
  title: z.string().min(1),
  sections: z.array(z.object({ heading: z.string().min(1).optional(), paragraphs: z.array(z.string().min(1)) })),
});

/** `/texts.LANGUAGE.json` of the site: what the shop must tell by law. What stands in double brackets is still to be written. */
export const shopTextsSchema = z.object({ imprint: page, terms: page, privacy: page });

/** What the shop must tell by law, page by page. */
export type ShopTexts = z.infer<typeof shopTextsSchema>;

/** The name of one of these pages. */
export type ShopText = keyof ShopTexts;
