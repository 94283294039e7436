/** Text made safe for an HTML element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text made safe for an XML element or a quoted attribute: escapes markup, keeps a carriage return from being read as a line
 * feed, and replaces what XML 1.0 cannot hold. */
export const escapeXml = (text: string): string =>
  text.replace(ILLEGAL, '\uFFFD').replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
