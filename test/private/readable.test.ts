import { readable } from '../../src/private/text/readable';

test('a token in a message is a value known at deployment', () => {
  expect(readable("replyTo: '${Token[TOKEN.12]}' is x")).toBe('replyTo: a value known at deployment is x');
  expect(readable("'orders/${Token[Name.7]}' is x")).toBe("'orders/<known at deployment>' is x");
  expect(readable('#{Token[TOKEN.3]} are x')).toBe('<known at deployment> are x');
  expect(readable("'${name}' and '{####}' stay")).toBe("'${name}' and '{####}' stay");
});
