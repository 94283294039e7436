import type { PolicyDocument, PolicyStatement } from '../../service.ts';

/** The resource-based policies of functions. */
export interface Permissions {
  /** Adds or replaces the statement of one permission. */
  set(statementId: string, functionArn: string, statement: PolicyStatement): void;
  remove(statementId: string): void;
  policyOf(functionArn: string): PolicyDocument | undefined;
}

export const createPermissions = (): Permissions => {
  const permissions = new Map<string, { readonly functionArn: string; readonly statement: PolicyStatement }>();
  return {
    set: (id, functionArn, statement) => void permissions.set(id, { functionArn, statement }),
    remove: (id) => void permissions.delete(id),
    policyOf: (functionArn) => {
      const statements = [...permissions.values()].filter((one) => one.functionArn === functionArn);
      return statements.length > 0 ? { Statement: statements.map((one) => one.statement) } : undefined;
    },
  };
};
