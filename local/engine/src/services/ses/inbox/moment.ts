/** A moment, in milliseconds since the epoch, as a person and as a program read it. */
export const moment = (at: number): string => {
  const iso = new Date(at).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
};
