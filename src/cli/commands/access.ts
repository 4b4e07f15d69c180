import { accessMatrices, AccessMatrix } from '../../access-model/private/access-matrix';
import { asHtml } from '../access/as-html';
import { asMarkdown, asText } from '../access/as-text';
import { oneOf, parseArguments } from '../private/arguments';
import { readModel } from '../private/read-input';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';

const USAGE = 'cdk-cognito-auth access TEMPLATE [--format text|json|markdown|html]';
const FORMATS = ['text', 'json', 'markdown', 'html'] as const;

/** Prints the access matrix: each kind of identity, the role it becomes, whom that role trusts, and what it may do. */
export const command: Subcommand = {
  name: 'access',
  summary: 'the access matrix: each kind of identity, its role and what that may do',
  run: async argv => {
    const parsed = parseArguments(argv, { usage: USAGE, positionals: ['TEMPLATE'], options: ['format'] });
    if (!parsed) return 0;
    const format = oneOf(parsed, 'format', FORMATS, 'text');
    const [template] = parsed.positionals;
    const matrices = accessMatrices(readModel(template));
    if (matrices.length === 0 && format !== 'json') throw new UsageError(`${template}: there is no identity pool in it`);
    process.stdout.write(render(matrices, format));
    return 0;
  },
};

function render(matrices: AccessMatrix[], format: typeof FORMATS[number]): string {
  switch (format) {
    case 'json': return `${JSON.stringify({ identityPools: matrices }, undefined, 2)}\n`;
    case 'markdown': return asMarkdown(matrices);
    case 'html': return asHtml(matrices);
    default: return asText(matrices);
  }
}
