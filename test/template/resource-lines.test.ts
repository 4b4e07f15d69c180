import { resourceLines } from '../../src/template/text/resource-lines';

test('the lines of resources in JSON', () => {
  const text = JSON.stringify(
    {
      Parameters: { Pool: { Type: 'String' } },
      Resources: { Pool: { Type: 'a"{', Metadata: { Client: [] } }, Client: {} },
      Outputs: { X: {} },
    },
    undefined,
    1,
  );
  expect([...resourceLines(text)]).toEqual([['Pool', 8], ['Client', 14]]);
});

test('the lines of resources in JSON on one line', () => {
  expect([...resourceLines('{"Resources":{"A":{"Type":"T"},"B":{}}}')]).toEqual([['A', 1], ['B', 1]]);
});

test('the lines of resources in YAML, with short tags', () => {
  const text = 'Parameters:\n  Pool: {Type: String}\n# a comment\nResources:\n\n  Pool:\n    Type: T\n    Properties: {A: '
    + '!Ref Pool}\n  "Client":\n    Type: !Sub x\nOutputs:\n  X: {}\n';
  expect([...resourceLines(text)]).toEqual([['Pool', 6], ['Client', 9]]);
});

test('text without resources has no lines', () => {
  expect([...resourceLines('A: 1\n'), ...resourceLines('{"A": 1}')]).toEqual([]);
});
