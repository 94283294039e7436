import { describe, expect, it } from 'vitest';
import { formatTimestamp } from '../../../site/src/format/timestamp.ts';

const AT = '2025-11-03T23:47:44.123Z';
const style = { locale: 'en-GB', precision: 'minutes', timeZone: 'UTC', named: true } as const;

describe('a timestamp', () => {
  it('names its zone', () => {
    expect(formatTimestamp(AT, style)).toBe('3 Nov 2025, 23:47 UTC');
    expect(formatTimestamp(AT, { ...style, precision: 'milliseconds' })).toBe('3 Nov 2025, 23:47:44.123 UTC');
    expect(formatTimestamp(AT, { ...style, precision: 'seconds' })).toBe('23:47:44 UTC');
  });

  it('leaves the zone out where it is named elsewhere', () => {
    expect(formatTimestamp(AT, { ...style, named: false })).toBe('3 Nov 2025, 23:47');
  });

  it('is in the zone of its reader where it is asked for', () => {
    const local = formatTimestamp(AT, { ...style, timeZone: undefined, named: false });
    const expected = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date(AT));
    expect(local).toContain(expected);
  });
});
