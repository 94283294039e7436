/** The English name of a language, `German` of `de`; a tag that nothing is known of stands for itself. */
export const languageName = (tag: string): string => {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};
