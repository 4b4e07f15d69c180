import { differences } from '../../verify/python-layer/stacks/differences';

describe('differences between a template and what a service says', () => {
  test('finds none where the service says the same and more', () => {
    expect(differences({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 })).toEqual([]);
  });

  test('names the place of another value', () => {
    expect(differences({ a: { b: 1 } }, { a: { b: 2 } })).toEqual(['a.b: the template says 1, the service 2']);
  });

  test('names what the service does not have', () => {
    expect(differences({ a: { b: 1 } }, {})).toEqual(['a: the template says {"b":1}, the service undefined']);
    expect(differences({ a: 'x' }, { a: null })).toEqual(['a: the template says "x", the service null']);
  });

  test('takes "true" for true and "8" for 8, as CloudFormation does', () => {
    expect(differences({ a: 'true', b: 8 }, { a: true, b: '8' })).toEqual([]);
    expect(differences({ a: 'true' }, { a: false })).toHaveLength(1);
  });

  test('compares plain lists as sets', () => {
    expect(differences({ a: ['x', 'y'] }, { a: ['y', 'x'] })).toEqual([]);
    expect(differences({ a: ['x', 'y'] }, { a: ['x', 'z'] })).toEqual(['a[1]: the template says "y", the service "z"']);
  });

  test('compares lists of objects in order', () => {
    expect(differences({ a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1 }, { x: 2 }] })).toEqual([]);
    expect(differences({ a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 2 }, { x: 1 }] })).toHaveLength(2);
  });

  test('finds an element too many and one too few', () => {
    expect(differences({ a: ['x'] }, { a: ['x', 'y'] })).toHaveLength(1);
    expect(differences({ a: ['x', 'y'] }, { a: ['x'] })).toHaveLength(1);
  });

  test('takes a value for a list of one, as IAM does', () => {
    expect(differences({ a: ['x'] }, { a: 'x' })).toEqual([]);
    expect(differences({ a: ['x'] }, { a: 'y' })).toHaveLength(1);
    expect(differences({ a: ['x', 'y'] }, { a: 'x' })).toHaveLength(1);
  });
});
