/** What the document is about, in a sentence: of the page that is shown, else of the whole site. */
const descriptions: { site?: string; page?: string } = {};

const describe = (): void => {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=description]');
  const text = descriptions.page ?? descriptions.site;
  if (meta && text !== undefined) meta.content = text;
};

/** Names the language of the document, and says in it what the site is about, for search engines and previews. */
export const headIn = (language: string, description: string): void => {
  document.documentElement.lang = language;
  descriptions.site = description;
  describe();
};

/** Says in a sentence what the page is about, for search engines and previews. Returns what takes that back. */
export const describePage = (text: string): (() => void) => {
  descriptions.page = text;
  describe();
  return () => {
    delete descriptions.page;
    describe();
  };
};

/** What search engines may keep; all else is somebody's own. */
const PUBLIC = /^\/(?:$|products\/[^/]+$|(?:contact|imprint|terms|privacy)$)/;

/** Names the one address of a page for search engines: without what is searched and sorted, and by the shop's own name where the
 * distribution's leads here too. Both languages are at one address, so that there are none to list (hreflang). Returns what
 * takes that back. */
export const nameAddress = (siteUrl: string, path: string): (() => void) => {
  if (!PUBLIC.test(path)) return () => {};
  const link = document.createElement('link');
  link.rel = 'canonical';
  link.href = siteUrl + path;
  document.head.append(link);
  return () => link.remove();
};
