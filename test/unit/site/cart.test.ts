import { describe, expect, it } from 'vitest';
import { createCart } from '../../../site/src/stores/cart.ts';
import { showLines } from '../../../site/src/stores/order-lines.ts';
import { createDevice, product } from './fakes.ts';

const laptop = product('Laptop', { maxPerOrder: 2 });
const mouse = product('Mouse');

describe('the cart', () => {
  it('survives a reload', () => {
    const device = createDevice();
    createCart(device.openTab()).add(laptop);
    const reloaded = createCart(device.openTab());
    expect(reloaded.lines.value).toEqual([{ product: 'Laptop', quantity: 1 }]);
    expect(reloaded.count.value).toBe(1);
  });

  it('is the same in every tab', () => {
    const device = createDevice();
    const here = createCart(device.openTab());
    const there = createCart(device.openTab());
    here.add(laptop);
    there.add(mouse);
    expect(here.lines.value).toEqual(there.lines.value);
    expect(here.count.value).toBe(2);
  });

  it('holds no more of a product than one order may', () => {
    const cart = createCart(createDevice().openTab());
    expect([cart.add(laptop), cart.add(laptop), cart.add(laptop)]).toEqual([1, 2, 2]);
    expect(cart.roomFor(laptop)).toBe('most-per-order');
    expect(cart.add(mouse, 99)).toBe(5);
  });

  it('does not take what is not available', () => {
    const cart = createCart(createDevice().openTab());
    const gone = product('Desk', { available: false });
    expect(cart.roomFor(gone)).toBe('unavailable');
    expect(cart.add(gone)).toBe(0);
    expect(cart.lines.value).toEqual([]);
  });

  it('holds no more than are left, and nothing that is sold out', () => {
    const cart = createCart(createDevice().openTab());
    const rare = product('Dock', { stock: 2 });
    expect(cart.add(rare, 3)).toBe(2);
    expect(cart.roomFor(rare)).toBe('all-that-is-left');
    expect(cart.setQuantity(rare, 5)).toBe(2);
    expect(cart.roomFor(product('Mouse', { stock: 100 }))).toBe('yes');
    const lamp = product('Lamp', { stock: 0 });
    expect([cart.roomFor(lamp), cart.add(lamp)]).toEqual(['sold-out', 0]);
  });

  it('keeps what is in it when others buy the rest', () => {
    const cart = createCart(createDevice().openTab());
    cart.add(product('Dock', { stock: 3 }), 3);
    const catalogueOf = (stock: number) => new Map([['Dock', product('Dock', { stock })]]);
    const obstacleAt = (stock: number) => showLines(cart.lines.value, catalogueOf(stock))[0]?.obstacle;
    expect([obstacleAt(3), obstacleAt(2), obstacleAt(0)]).toEqual([undefined, 'too-few-left', 'sold-out']);
    expect(cart.setQuantity(product('Dock', { stock: 0 }), 3)).toBe(1);
  });

  it('holds 20 different products, as an order does', () => {
    const cart = createCart(createDevice().openTab());
    for (let index = 0; index < 20; index += 1) cart.add(product(`P${index}`));
    expect(cart.roomFor(mouse)).toBe('cart-full');
    expect(cart.roomFor(product('P0'))).toBe('yes');
    cart.add(mouse);
    expect(cart.lines.value).toHaveLength(20);
  });

  it.each([
    [0, 1],
    [-3, 1],
    [Number.NaN, 1],
    [1.9, 1],
    [2, 2],
    [99, 2],
  ])('brings a typed quantity of %d to %d', (typed, quantity) => {
    const cart = createCart(createDevice().openTab());
    cart.add(laptop);
    expect(cart.setQuantity(laptop, typed)).toBe(quantity);
    expect(cart.quantityOf('Laptop')).toBe(quantity);
  });

  it('keeps what came in after the order was sent', () => {
    const cart = createCart(createDevice().openTab());
    cart.add(laptop, 2);
    cart.add(mouse, 3);
    cart.takeOut([
      { product: 'Laptop', quantity: 2 },
      { product: 'Mouse', quantity: 1 },
    ]);
    expect(cart.lines.value).toEqual([{ product: 'Mouse', quantity: 2 }]);
  });

  it('leaves nothing behind when it is emptied', () => {
    const device = createDevice();
    const cart = createCart(device.openTab());
    cart.add(laptop);
    cart.remove('Laptop');
    expect(device.values.size).toBe(0);
    cart.add(laptop);
    cart.clear();
    expect(cart.count.value).toBe(0);
    expect(device.values.size).toBe(0);
  });

  it.each(['nonsense', '{"a":1}', '[{"product":"Laptop","quantity":0}]'])('starts empty from %s', (text) => {
    const device = createDevice();
    device.values.set('shop.cart', text);
    expect(createCart(device.openTab()).lines.value).toEqual([]);
  });

  it('puts back what was taken out, where it stood and at the price that was seen', () => {
    const device = createDevice();
    const cart = createCart(device.openTab());
    cart.add(laptop, 2);
    cart.add(mouse);
    cart.add(product('Desk'));
    cart.remove('Laptop');
    cart.remove('Mouse');
    expect(cart.removed.value.map(({ line }) => line.product)).toEqual(['Laptop', 'Mouse']);
    expect(cart.seenPrices.of('Laptop')).toBeUndefined();
    expect(cart.undoRemove('Laptop')).toBe(true);
    expect(cart.undoRemove('Laptop')).toBe(false);
    expect(cart.lines.value).toEqual([
      { product: 'Laptop', quantity: 2 },
      { product: 'Desk', quantity: 1 },
    ]);
    expect(cart.seenPrices.of('Laptop')?.cents).toBe(1000);
    cart.forgetRemoved();
    expect(cart.undoRemove('Mouse')).toBe(false);
    expect(cart.removed.value).toEqual([]);
  });

  it('puts back nothing twice, and nothing into a full cart', () => {
    const cart = createCart(createDevice().openTab());
    cart.add(laptop, 2);
    cart.remove('Laptop');
    cart.add(laptop);
    expect(cart.undoRemove('Laptop')).toBe(true);
    expect(cart.quantityOf('Laptop')).toBe(1);
    cart.remove('Laptop');
    for (let index = 0; index < 20; index += 1) cart.add(product(`P${index}`));
    expect(cart.undoRemove('Laptop')).toBe(false);
    expect(cart.lines.value).toHaveLength(20);
    cart.remove('P0');
    expect(cart.undoRemove('Laptop')).toBe(true);
  });

  it('remembers what a product cost when it was put there, also over a reload, until that is accepted', () => {
    const device = createDevice();
    createCart(device.openTab()).add(laptop);
    const cart = createCart(device.openTab());
    const dearer = product('Laptop', { unitPriceCents: 1500, maxPerOrder: 2 });
    cart.add(dearer);
    cart.setQuantity(dearer, 1);
    expect(cart.seenPrices.of('Laptop')).toEqual({ product: 'Laptop', cents: 1000, currency: 'EUR' });
    cart.seenPrices.accept([dearer]);
    expect(cart.seenPrices.of('Laptop')?.cents).toBe(1500);
    cart.takeOut([{ product: 'Laptop', quantity: 1 }]);
    expect(device.values.size).toBe(0);
  });
});
