import { randomBytes } from 'node:crypto';

/** Which task a token stands for. */
interface TokenTarget {
  readonly execution: string;
  readonly frame: number;
}

/** A task token: opaque to its holder, unguessable, and naming its task. */
export const newToken = ({ execution, frame }: TokenTarget): string =>
  Buffer.from(JSON.stringify([execution, frame, randomBytes(16).toString('hex')])).toString('base64');

/** Undefined for what was never a token. */
export const readToken = (token: string): TokenTarget | undefined => {
  try {
    const [execution, frame] = JSON.parse(Buffer.from(token, 'base64').toString()) as unknown[];
    return typeof execution === 'string' && typeof frame === 'number' ? { execution, frame } : undefined;
  } catch {
    return undefined;
  }
};
