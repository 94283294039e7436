import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** A port that is free now. The template holds the site's address, so it must be known before the engine listens. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
