import { readArguments } from './arguments.ts';
import { createClients } from './clients.ts';
import { runCommand, settingsOf } from './command.ts';
import { WrongArguments } from './stack.ts';

try {
  const wish = readArguments(process.argv.slice(2), process.env);
  process.exitCode = await runCommand(wish, createClients(settingsOf(wish)), console.log);
} catch (error) {
  if (error instanceof WrongArguments) {
    console.error(`error: ${error.message}`);
    process.exitCode = 2;
  } else {
    console.error(error);
    console.error('It stopped on the way. Each step can be repeated: run the same again.');
    process.exitCode = 1;
  }
}
