import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { lintDefinition } from '../../../src/services/states/definition/asl-lint.ts';

const machine = (state: object) => ({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: state } });
const alone = (definition: object) =>
  validate(structuredClone(definition), { checkPaths: true, checkArn: false }).errors;

describe('asl-validator on schemas that are compiled once', () => {
  it.each([
    ['a state that is whole', machine({ Type: 'Pass', End: true }), 0],
    ['a member that no state has', machine({ Type: 'Pass', End: true, Unknown: 1 }), 1],
    ['an expression that is none', machine({ Type: 'Pass', End: true, Output: '{% ( %}' }), 2],
    [
      'a reference path that is none',
      { StartAt: 'A', States: { A: { Type: 'Pass', ResultPath: '$[', End: true } } },
      2,
    ],
    ['no end', machine({ Type: 'Pass' }), 2],
    ['a state that is whole, after those', machine({ Type: 'Succeed' }), 0],
  ])('says of %s what it says on its own', (_what, definition, faults) => {
    const errors = lintDefinition(structuredClone(definition));
    expect(errors).toEqual(alone(definition));
    expect(errors).toHaveLength(faults);
  });
});
