import { parseArgs } from 'node:util';
import { WrongArguments } from './stack.ts';

/** How the command is called. */
const USAGE = `usage: npm run erase -- --stack NAME EMAIL            lists what is held of a person, and changes nothing
       npm run erase -- --stack NAME EMAIL --yes      erases it
       npm run erase -- --stack NAME --permissions    prints the IAM policy that a run needs
  --endpoint-url URL   an engine on a laptop instead of AWS: http://localhost:4566
  --region REGION      else AWS_REGION, AWS_DEFAULT_REGION or the profile's
Exit code: 0 nothing is left to erase; 1 something is left for a later run; 2 wrong arguments.`;

/** What a run is to do. */
export interface Wish {
  readonly stack: string;
  readonly email: string;
  readonly yes: boolean;
  readonly permissions: boolean;
  readonly endpoint?: string;
  readonly region?: string;
}

/** Enough to tell an address from something else; longer ones than 320 characters no record has. */
const ADDRESS = /^[^\s@]+@[^\s@]+$/;
const MAX_LENGTH = 320;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        stack: { type: 'string' },
        yes: { type: 'boolean', default: false },
        permissions: { type: 'boolean', default: false },
        'endpoint-url': { type: 'string' },
        region: { type: 'string' },
      },
    });
  } catch (error) {
    throw new WrongArguments(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
};

/** Reads the command line. Throws WrongArguments. */
export const readArguments = (args: readonly string[], env: Readonly<Record<string, string | undefined>>): Wish => {
  const { values, positionals } = parse(args);
  const { stack = '', yes, permissions, 'endpoint-url': endpoint } = values;
  const [email = '', ...others] = positionals.map((text) => text.trim());
  if (stack === '') throw new WrongArguments(`Say which stack: --stack NAME\n${USAGE}`);
  if (others.length > 0)
    throw new WrongArguments(`One person at a time: ${positionals.length} addresses were given\n${USAGE}`);
  if (!permissions && (!ADDRESS.test(email) || email.length > MAX_LENGTH)) {
    throw new WrongArguments(`"${email}" is no e-mail address\n${USAGE}`);
  }
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    throw new WrongArguments(`--endpoint-url takes a URL such as http://localhost:4566, not "${endpoint}"\n${USAGE}`);
  }
  // The SDK for JavaScript does not read the CLI's AWS_DEFAULT_REGION.
  const region = values.region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  return { stack, email, yes, permissions, ...(endpoint && { endpoint }), ...(region && { region }) };
};
