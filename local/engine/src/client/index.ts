/** For programs beside a running engine: where it answers, and how to get in as a person of its user pool. */
export { announceRunning, findRunning, type Running, requireRunning, withdrawRunning } from './running.ts';
export { signIn } from './sign-in.ts';
