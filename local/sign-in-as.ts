import { EngineError } from 'local-aws';
import { type Running, signIn } from 'local-aws/client';
import { readyMadePeople } from './people.ts';

/** An ID token of a person of the running engine's user pool, by the login that a browser goes through; a ready-made
 * person needs no password here. */
export const signInAs = async (running: Running, email: string, password?: string): Promise<string> => {
  const known = password ?? readyMadePeople.find((person) => person.email === email)?.password;
  if (!known) throw new EngineError(`${email} is none of the ready-made people: give --password`);
  const { LoginUrl, SiteUrl, UserPoolClientId } = running.outputs;
  if (!LoginUrl || !SiteUrl || !UserPoolClientId) {
    throw new EngineError('the stack has no outputs LoginUrl, SiteUrl and UserPoolClientId');
  }
  const { idToken } = await signIn({
    loginOrigin: LoginUrl,
    clientId: UserPoolClientId,
    redirectUri: SiteUrl,
    email,
    password: known,
  });
  return idToken;
};
