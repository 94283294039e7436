/** In the page's own language: its words are read out in it. */
const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** The name of a country, by its ISO 3166-1 alpha-2 code: `Germany`. */
export const countryName = (code: string): string => names.of(code) ?? code;
