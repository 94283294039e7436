import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** A table's resource policy that refuses plain HTTP, which DynamoDB's endpoints still accept.
 * The resource is `*` because a table cannot name itself while it is being created; the policy reaches no other table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-cf-examples.html */
export const tlsOnlyTablePolicy = (): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'DenyPlainHttp',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['dynamodb:*'],
        resources: ['*'],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
  });
