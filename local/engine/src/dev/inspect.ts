import { open, url } from 'node:inspector';

/** Lets a debugger attach to this process and its workers, at a port of this machine only; 0 picks a free one. Gives its address.
 * Where one has attached already (an editor that started the process), that one stays. */
export const openInspector = (port: number): string => {
  if (url() === undefined) open(port, '127.0.0.1');
  return url() ?? '';
};
