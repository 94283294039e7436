import { describe, expect, it } from 'vitest';
import type { TemplateResource } from '../../src/template/load.ts';
import { inDependencyOrder } from '../../src/template/order.ts';

const resource = (Properties: Record<string, unknown> = {}, DependsOn: string[] = []): TemplateResource => ({
  Type: 'Test::Type',
  Properties,
  DependsOn,
});

describe('dependency order', () => {
  it('puts each resource after what it refers to, in every way of referring', () => {
    const order = inDependencyOrder({
      ByRef: resource({ a: [{ Ref: 'Base' }] }),
      ByGetAtt: resource({ a: { b: { 'Fn::GetAtt': ['ByRef', 'Arn'] } } }),
      BySub: resource({ a: { 'Fn::Sub': 'x${ByGetAtt.Arn}y' } }),
      ByDependsOn: resource({}, ['BySub']),
      Base: resource(),
    });
    expect(order).toEqual(['Base', 'ByRef', 'ByGetAtt', 'BySub', 'ByDependsOn']);
  });

  it('names a circle', () => {
    expect(() => inDependencyOrder({ A: resource({ x: { Ref: 'B' } }), B: resource({}, ['A']) })).toThrow(
      /circular dependency: A -> B -> A/,
    );
  });
});
