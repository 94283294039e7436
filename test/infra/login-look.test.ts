import { expect, it } from 'vitest';
import { synthesizedTemplate } from './synthesized.ts';

const template = synthesizedTemplate();
const only = (type: string) => {
  const [found, ...others] = Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
  if (!found || others.length > 0) throw new Error(`not one ${type}`);
  return found;
};

it('the sign-in pages have the look of the shop, once they have an address, on the pages that the plan Lite has', () => {
  const [domainId, domain] = only('AWS::Cognito::UserPoolDomain');
  const [, look] = only('AWS::Cognito::UserPoolUICustomizationAttachment');
  const [poolId, pool] = only('AWS::Cognito::UserPool');
  expect(pool.Properties.UserPoolTier).toBe('LITE');
  expect(domain.Properties.ManagedLoginVersion).toBe(1);
  expect(look.DependsOn).toContain(domainId);
  expect(look.Properties).toMatchObject({ ClientId: 'ALL', UserPoolId: { Ref: poolId } });
  expect(look.Properties.CSS).toMatch(/^\.background-customizable \{/);
  // Cognito's limit for a style sheet.
  expect(look.Properties.CSS.length).toBeLessThan(3 * 1024);
});
