import { parseYaml } from '../../src/template/text/yaml';

describe('YAML is read as CloudFormation does', () => {
  test.each([
    ['yes', true], ['Yes', true], ['on', true], ['ON', true], ['true', true], ['no', false], ['off', false], ['Off', false],
    ['FALSE', false],
  ])('%s is %s', (text, value) => {
    expect(parseYaml(`a: ${text}`)).toEqual({ a: value });
  });

  test('quoted words, single letters, dates, accounts and keys stay text', () => {
    expect(parseYaml('{ a: "yes", b: y, c: 2012-10-17, d: 012345678901, no: 1, 404: 2 }'))
      .toEqual({ a: 'yes', b: 'y', c: '2012-10-17', d: '012345678901', no: 1, 404: 2 });
  });

  test('a merge key adds what is not there', () => {
    expect(parseYaml('a: &a { x: 1, y: 2 }\nb: { <<: *a, y: 3 }\nc: { <<: [*a, { z: 4 }] }'))
      .toEqual({ a: { x: 1, y: 2 }, b: { x: 1, y: 3 }, c: { x: 1, y: 2, z: 4 } });
  });

  test('the last of the values of one key counts', () => {
    expect(parseYaml('a: 1\na: 2')).toEqual({ a: 2 });
  });

  test('short tags are functions', () => {
    expect(parseYaml('a: !GetStackOutput { StackName: S, OutputName: O }\nb: !If [C, !Ref x, !GetAtt a.b.c]')).toEqual({
      a: { 'Fn::GetStackOutput': { StackName: 'S', OutputName: 'O' } },
      b: { 'Fn::If': ['C', { Ref: 'x' }, { 'Fn::GetAtt': ['a', 'b.c'] }] },
    });
  });

  test.each(['a: [', 'a: !Unknown x', 'a: b: c'])('fails to read %j, with line and column', text => {
    expect(() => parseYaml(text)).toThrow(/^[^\n]*line \d+, column \d+[^\n]*$/);
  });
});

test('what is nested too deeply is refused in words of our own', () => {
  expect(() => parseYaml(`Resources: ${'['.repeat(20_000)}`)).toThrow(/^it is nested too deeply at line 1/);
});
