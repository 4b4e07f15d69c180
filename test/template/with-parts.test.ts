import { withParts } from '../../src/template/resolve/with-parts';

const louder = (part: any) => typeof part === 'string' ? part.toUpperCase() : part;

test('an object or a list of which nothing changes is shared', () => {
  const [object, list] = [{ a: 'A', b: 1 }, ['A', 1]];
  expect(withParts(object, louder)).toBe(object);
  expect(withParts(list, louder)).toBe(list);
});

test('what changes stands in a copy, in the same order, and what was given stays', () => {
  const [object, list] = [{ a: 'A', b: 'b', c: 1 }, ['A', 'b']];
  expect(Object.entries(withParts(object, louder))).toEqual([['a', 'A'], ['b', 'B'], ['c', 1]]);
  expect(withParts(list, louder)).toEqual(['A', 'B']);
  expect([object, list]).toEqual([{ a: 'A', b: 'b', c: 1 }, ['A', 'b']]);
});

test('a part is replaced by its name too', () => {
  expect(withParts({ a: 1, b: 1 }, (part, name) => name === 'b' ? 2 : part)).toEqual({ a: 1, b: 2 });
});

test('a key named __proto__ is a key like any other', () => {
  const given = JSON.parse('{ "__proto__": { "Effect": "allow" }, "a": "b" }');
  const copy: any = withParts(given, part => typeof part === 'string' ? 'c' : { ...part });
  expect(Object.keys(copy)).toEqual(['__proto__', 'a']);
  expect(copy.Effect).toBeUndefined();
});
