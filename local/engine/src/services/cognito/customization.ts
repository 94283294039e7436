import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { resourceType } from '../../service.ts';
import type { Cognito } from './context.ts';

const TEXT = ['padding-top', 'padding-bottom', 'display', 'font-size'];

/** What the classic hosted pages let a style sheet change: properties by class.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/hosted-ui-classic-branding.html */
const customizable: Readonly<Record<string, readonly string[]>> = {
  'background-customizable': ['background-color'],
  'banner-customizable': ['padding', 'background-color'],
  'errorMessage-customizable': [
    'margin',
    'padding',
    'font-size',
    'width',
    'background',
    'border',
    'color',
    'box-sizing',
  ],
  'idpButton-customizable': [
    'height',
    'width',
    'text-align',
    'margin-bottom',
    'color',
    'background-color',
    'border-color',
  ],
  'idpButton-customizable:hover': ['color', 'background-color'],
  'idpDescription-customizable': TEXT,
  'inputField-customizable': ['width', 'height', 'color', 'background-color', 'border'],
  'inputField-customizable:focus': ['border-color', 'outline'],
  'label-customizable': ['font-weight'],
  'legalText-customizable': ['color', 'font-size'],
  'logo-customizable': ['max-width', 'max-height'],
  'passwordCheck-notValid-customizable': ['color'],
  'passwordCheck-valid-customizable': ['color'],
  'redirect-customizable': ['text-align'],
  'socialButton-customizable': ['height', 'text-align', 'width', 'margin-bottom'],
  'submitButton-customizable': ['font-size', 'font-weight', 'margin', 'width', 'height', 'color', 'background-color'],
  'submitButton-customizable:hover': ['color', 'background-color'],
  'textDescription-customizable': TEXT,
};

/** The first thing in a style sheet that the hosted pages do not take. */
const fault = (css: string): string | undefined => {
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  if (/[@<>\\]/.test(plain)) return 'at-rules, markup and escapes are not allowed';
  const rules = [...plain.matchAll(/([^{}]*)\{([^{}]*)\}/g)];
  if (plain.replaceAll(/[^{}]*\{[^{}]*\}/g, '').trim() !== '') return 'it is not a list of rules';
  for (const [, selectors = '', declarations = ''] of rules) {
    for (const selector of selectors.split(',').map((each) => each.trim())) {
      const properties = Object.hasOwn(customizable, selector.slice(1)) ? customizable[selector.slice(1)] : undefined;
      if (!selector.startsWith('.') || !properties) return `${selector} is not one of the customizable classes`;
      for (const declaration of declarations.split(';').filter((each) => each.trim() !== '')) {
        const property = declaration.split(':', 1)[0]?.trim() ?? '';
        if (!properties.includes(property)) return `${property} of ${selector} cannot be customized`;
      }
    }
  }
  return undefined;
};

/** The look of the classic hosted pages, for one client or (`ALL`) for those without one of their own. What Cognito refuses
 * or does not show is an error at start.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpooluicustomizationattachment.html */
export const customizationType = ({ pools }: Cognito) =>
  resourceType({
    properties: z.strictObject({
      ClientId: z.string(),
      UserPoolId: z.string(),
      CSS: z.string().max(131_072).default(''),
    }),
    provision: ({ ClientId, UserPoolId, CSS }) => {
      const pool = pools.get(UserPoolId);
      if (pool.domain === undefined) {
        throw new EngineError(`user pool ${pool.id} must have a domain first (DependsOn)`);
      }
      const complaint = fault(CSS);
      if (complaint) throw new EngineError(`the CSS cannot be used: ${complaint}`);
      pool.looks.set(ClientId, CSS);
      return { ref: `UserPoolUICustomizationAttachment-${UserPoolId}-${ClientId}` };
    },
  });
