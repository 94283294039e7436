import type { Access, Engine } from '../../service.ts';
import { tableArn } from './context.ts';

export type { Access };

type Input = Readonly<Record<string, unknown>>;

/** The permission that each kind of a transaction's actions needs.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const TRANSACTED: Readonly<Record<string, string>> = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Get: 'dynamodb:GetItem',
};

/** The permissions that a request needs, whatever is wrong with it otherwise. */
export const accessOf = (engine: Engine, operation: string, input: Input): readonly Access[] => {
  const action = `dynamodb:${operation}`;
  const arnOf = (name: string): string => (name.startsWith('arn:') ? name : tableArn(engine, name));
  if (operation.startsWith('Transact')) return ofTransaction(input, arnOf);
  if (isRecord(input.RequestItems)) {
    return Object.keys(input.RequestItems).map((table) => ({ action, resource: arnOf(table) }));
  }
  const table = input.TableName ?? input.ResourceArn;
  if (typeof table !== 'string') return [{ action, resource: '*' }];
  const { IndexName } = input;
  return [{ action, resource: typeof IndexName === 'string' ? `${arnOf(table)}/index/${IndexName}` : arnOf(table) }];
};

const ofTransaction = ({ TransactItems }: Input, arnOf: (name: string) => string): readonly Access[] => {
  if (!Array.isArray(TransactItems)) return [];
  return TransactItems.filter(isRecord).flatMap((part) =>
    Object.entries(TRANSACTED).flatMap(([kind, action]) => {
      const member = part[kind];
      if (!isRecord(member) || typeof member.TableName !== 'string') return [];
      return [{ action, resource: arnOf(member.TableName) }];
    }),
  );
};

const isRecord = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
