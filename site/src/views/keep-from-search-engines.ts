/** Pages of files cannot know which addresses are views, so that this one comes with status 200 (ADR 0012): tells search
 * engines not to keep it. Returns what takes that back. */
export const keepFromSearchEngines = (): (() => void) => {
  const robots = document.createElement('meta');
  robots.name = 'robots';
  robots.content = 'noindex';
  document.head.append(robots);
  return () => robots.remove();
};
