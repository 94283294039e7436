import { describe, expect, it } from 'vitest';
import { NO_ADDRESS, readAddress } from '../../../site/src/stores/delivery.ts';

const typed = { ...NO_ADDRESS, street: 'Lange Gasse 7', postalCode: '1080', city: 'Wien', country: 'AT' };
const countries = ['DE', 'AT'];

describe('an address that is typed', () => {
  it('is read without what is left empty, and without spaces around it', () => {
    expect(readAddress({ ...typed, city: ' Wien ', extra: '  ' }, countries)).toEqual({
      valid: true,
      address: { street: 'Lange Gasse 7', postalCode: '1080', city: 'Wien', country: 'AT' },
    });
  });

  it('needs street, postal code, city and country, and nothing else', () => {
    expect(readAddress(NO_ADDRESS, countries)).toEqual({
      valid: false,
      faults: { street: 'missing', postalCode: 'missing', city: 'missing', country: 'missing' },
    });
  });

  it.each([
    ['extra', 'x'.repeat(101), 'too-long'],
    ['name', 'A\u0007da', 'characters'],
    ['country', 'US', 'country'],
    ['country', 'Austria', 'country'],
  ] as const)('has a fault at %s for %j', (field, text, fault) => {
    expect(readAddress({ ...typed, [field]: text }, countries)).toEqual({ valid: false, faults: { [field]: fault } });
  });
});
