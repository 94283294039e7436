import { describe, expect, it, vi } from 'vitest';
import { createOwner } from '../../../site/src/stores/owner.ts';
import { createDevice } from './fakes.ts';

const setUp = (device = createDevice()) => {
  const forget = vi.fn();
  return { device, forget, owner: createOwner(device.openTab(), forget) };
};

describe('what is on a device', () => {
  it('is taken along by who signs in first, and kept for them over a reload', () => {
    const { device, forget, owner } = setUp();
    owner.arrive('ada');
    owner.arrive('ada');
    expect(forget).not.toHaveBeenCalled();
    const reloaded = setUp(device);
    reloaded.owner.arrive('ada');
    expect(reloaded.forget).not.toHaveBeenCalled();
  });

  it('is forgotten when another person signs in, though the first one never signed out', () => {
    const { device, owner } = setUp();
    owner.arrive('ada');
    const later = setUp(device);
    later.owner.arrive('bob');
    expect(later.forget).toHaveBeenCalledOnce();
  });

  it('is forgotten at a sign-out, and with it who it was', () => {
    const { device, forget, owner } = setUp();
    owner.arrive('ada');
    owner.leave();
    expect(forget).toHaveBeenCalledOnce();
    expect(device.values.size).toBe(0);
    owner.arrive('bob');
    expect(forget).toHaveBeenCalledOnce();
  });
});
