import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnUserPoolUICustomizationAttachment, type UserPool, type UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** Properties of {@link LoginLook}. */
export interface LoginLookProps {
  readonly userPool: UserPool;
  /** Whose pages are the classic hosted ones: the feature plan Lite has no others. */
  readonly domain: UserPoolDomain;
}

/** The look of the shop on the pages where people sign in. */
export class LoginLook extends Construct {
  constructor(scope: Construct, id: string, { userPool, domain }: LoginLookProps) {
    super(scope, id);
    const css = readFileSync(join(import.meta.dirname, 'login.css'), 'utf8');
    const look = new CfnUserPoolUICustomizationAttachment(this, 'Css', {
      userPoolId: userPool.userPoolId,
      clientId: 'ALL',
      css: css.replace(/\/\*[\s\S]*?\*\//g, '').trim(),
    });
    // There is nothing to customize before the pages have an address.
    look.node.addDependency(domain);
  }
}
