import type { Wish } from './arguments.ts';
import type { ClientSettings, createClients } from './clients.ts';
import { connect } from './clients.ts';
import { erase } from './erase.ts';
import { permissionsFor } from './permissions.ts';
import { erasedText, heading, nothingText, retentionText, surveyText } from './report.ts';
import { readStack } from './stack.ts';
import { isNothing, survey } from './survey.ts';

/** Patient: DescribeExecution is admitted 15 times a second, and a person can have hundreds of orders. */
const MAX_ATTEMPTS = 10;

/** The settings of the clients that a wish asks for. */
export const settingsOf = ({ endpoint, region }: Wish): ClientSettings => ({
  maxAttempts: MAX_ATTEMPTS,
  ...(endpoint && { endpoint }),
  ...(region && { region }),
});

/** Does what was wished, tells it line by line, and gives the exit code: 0, or 1 where something is left to erase. */
export const runCommand = async (
  wish: Wish,
  clients: ReturnType<typeof createClients>,
  say: (text: string) => void,
): Promise<0 | 1> => {
  const stack = await readStack(clients.stacks, wish.stack);
  if (wish.permissions) {
    say(JSON.stringify(permissionsFor(stack), null, 2));
    return 0;
  }
  const deps = connect(clients, stack);
  say(heading(stack, wish.email));
  const before = await survey(deps, wish.email);
  say(`\n${surveyText(before, deps.now())}`);
  if (isNothing(before)) {
    say(`\n${nothingText}`);
    return 0;
  }
  if (!wish.yes) {
    say(`\n${retentionText(before.orders, deps.now())}`);
    say('\nNothing was changed. To erase it, run the same with --yes.');
    return 1;
  }
  const erased = await erase(deps, wish.email);
  say(`\n${erasedText(erased, deps.now())}`);
  say(`\n${retentionText(erased.survey.orders, deps.now())}`);
  return erased.left.length === 0 ? 0 : 1;
};
