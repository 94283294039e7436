/** Says in a sentence what the page is about, for search engines and previews. Returns what takes that back. */
export const describePage = (text: string): (() => void) => {
  const description = document.querySelector<HTMLMetaElement>('meta[name=description]');
  if (!description) return () => {};
  const before = description.content;
  description.content = text;
  return () => {
    description.content = before;
  };
};
