import { type Finding, fault, ok, warning } from '../finding.ts';
import type { Ports } from '../ports.ts';

/** Whether this is a first deployment or an update, and whether CloudFormation would take either. */
export const checkStack = async ({ stacks }: Pick<Ports, 'stacks'>, name: string): Promise<Finding> => {
  const stack = await stacks.stack(name);
  if (stack === undefined) return ok(`no ${name} yet: this is a first deployment`);
  const { status } = stack;
  if (status === 'REVIEW_IN_PROGRESS') return ok(`${name} is empty (${status}): this is a first deployment`);
  if (status === 'ROLLBACK_COMPLETE') {
    return warning(
      `${name}: its first deployment failed (${status}); cdk deploy deletes the stack and makes it anew`,
      'read why under CloudFormation > Stacks > Events, before the stack is gone',
    );
  }
  if (status.endsWith('_FAILED')) return whatFailed(name, status);
  if (status.endsWith('_IN_PROGRESS')) {
    return fault(`somebody is changing ${name} (${status})`, 'wait until that is done');
  }
  return ok(`${name} is there (${status}): this is an update`);
};

const whatFailed = (name: string, status: string): Finding => {
  switch (status) {
    case 'UPDATE_FAILED':
      return warning(
        `${name}: its last update failed and was left as it is (${status})`,
        'read its events before deploying',
      );
    case 'UPDATE_ROLLBACK_FAILED':
      return fault(
        `${name} is stuck half-way back (${status})`,
        `read its events, then aws cloudformation continue-update-rollback --stack-name ${name}`,
      );
    // Nobody works with these: they were never there, or somebody wanted them gone.
    case 'CREATE_FAILED':
    case 'ROLLBACK_FAILED':
    case 'DELETE_FAILED':
      return fault(
        `${name} is stuck (${status})`,
        `read its events, then aws cloudformation delete-stack --stack-name ${name}`,
      );
    default:
      return fault(`${name} is stuck (${status})`, 'read its events (CloudFormation > Stacks > Events)');
  }
};
