import type { RunningEngine } from 'local-aws';
import type { ReadyMadePerson } from './people.ts';

/** Makes people exist in the user pool, with their passwords and groups, and offers them on the login page. */
export const seedPeople = async (
  engine: RunningEngine,
  userPoolId: string,
  people: readonly ReadyMadePerson[],
): Promise<void> => {
  const call = (operation: string, input: object) =>
    engine.call('cognito-idp', operation, { UserPoolId: userPoolId, ...input });
  for (const { email, password, name, groups } of people) {
    if (!(await exists(engine, userPoolId, email))) {
      await call('AdminCreateUser', {
        Username: email,
        MessageAction: 'SUPPRESS',
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
          { Name: 'name', Value: name },
        ],
      });
    }
    await call('AdminSetUserPassword', { Username: email, Password: password, Permanent: true });
    for (const GroupName of groups) await call('AdminAddUserToGroup', { Username: email, GroupName });
    await call('LocalOfferSignIn', { Username: email, Password: password });
  }
};

const exists = async (engine: RunningEngine, userPoolId: string, email: string): Promise<boolean> => {
  const { Users } = await engine.call<{ Users: unknown[] }>('cognito-idp', 'ListUsers', {
    UserPoolId: userPoolId,
    Filter: `email = "${email}"`,
  });
  return Users.length > 0;
};
