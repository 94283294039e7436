/** What browsers have that know Trusted Types. https://www.w3.org/TR/trusted-types/ */
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): unknown };
}

const STYLE_ELEMENT = /<style>([^<]*)<\/style>/g;
const STYLE_ATTRIBUTE = / style="/g;

/** Styles in markup are refused also of a document that is not shown, so they are taken out or read as data. In what a person
 * typed, the templates escape both signs. */
const withoutStyles = (html: string): string =>
  html.replaceAll(STYLE_ELEMENT, '').replaceAll(STYLE_ATTRIBUTE, ' data-style="');

/** The one policy that the site's Content-Security-Policy lets pages make. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('mail', {
  createHTML: withoutStyles,
});

/** A mail's HTML in parts; the elements have their styles as `data-style`. */
interface ParsedMail {
  document: Document;
  /** What its style elements say. */
  css: string;
}

/** Reads a mail's HTML into a document of its own, which shows nothing, loads nothing and runs nothing. */
export const parseMail = (html: string): ParsedMail => ({
  document: new DOMParser().parseFromString((policy?.createHTML(html) ?? withoutStyles(html)) as string, 'text/html'),
  css: [...html.matchAll(STYLE_ELEMENT)].map(([, css]) => css).join('\n'),
});
