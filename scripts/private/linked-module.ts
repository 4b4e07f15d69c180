import { posix } from 'path';
import * as ts from 'typescript';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What the compiler writes at the head of a module for readers of its exports, and linked modules have no use for. */
const PREAMBLE = [
  /^"use strict"/,
  /^Object\.defineProperty\(exports, "__esModule"/,
  /^(exports\.\w+ = )+void 0;$/,
  /^var __(createBinding|setModuleDefault|importStar) = /,
];
const IMPORT = /^(?:const|var) (\w+) = (?:__importStar\()?require\("([^"]+)"\)\)?;$/;

/**
 * The code of a compiled module in which `r(12)` stands for what was imported, wherever it is used, and `at("folder")` for the folder that
 * the module was in.
 */
export function linkedModule(id: string, code: string, numberOf: (request: string) => number): string {
  const file = ts.createSourceFile(`${id}.js`, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const imports = new Map<string, string>();
  const edits: Edit[] = [];
  const replace = (node: ts.Node, text: string) => edits.push({ start: node.getStart(file), end: node.getEnd(), text });

  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const used = imports.get(node.text);
      if (node.text === '__dirname') {
        replace(node, `at(${JSON.stringify(posix.dirname(id))})`);
      } else if (used !== undefined && !isName(node)) {
        replace(node, ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ${used}` : used);
      }
    } else if (isRequire(node)) {
      replace(node, `r(${numberOf(node.arguments[0].text)})`);
    } else {
      const called = importedCall(node);
      if (called) {
        edits.push({ start: node.getStart(file), end: called.getStart(file), text: '' });
        edits.push({ start: called.getEnd(), end: called.parent.parent.getEnd(), text: '' });
      }
      declared(node).filter(name => imports.has(name)).forEach(name => {
        throw new Error(`${id} has a variable named ${name}, as an import of it is`);
      });
      ts.forEachChild(node, visit);
    }
  };

  const rest = file.statements.filter(statement => {
    const text = statement.getText(file);
    const [, name, request] = IMPORT.exec(text) ?? [];
    if (name !== undefined) {
      // in parentheses, or "new r(12).Role()" would make an r
      imports.set(name, `(r(${numberOf(request)}))`);
    }
    const idle = name !== undefined || PREAMBLE.some(head => head.test(text));
    idle && replace(statement, '');
    return !idle;
  });
  rest.forEach(visit);
  return edits.sort((one, other) => other.start - one.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
}

function isRequire(node: ts.Node): node is ts.CallExpression & { readonly arguments: readonly [ts.StringLiteral] } {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require'
    && node.arguments.length === 1 && ts.isStringLiteral(node.arguments[0]);
}

/** What is called as `(0, imported.name)(…)`: no function of a module asks for the `this` that the compiler keeps from it. */
function importedCall(node: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || !ts.isParenthesizedExpression(node.expression)) return undefined;
  const { expression } = node.expression;
  return ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.CommaToken
    && ts.isNumericLiteral(expression.left) ? expression.right : undefined;
}

/** Whether an identifier names a member, and no variable. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isClassElement(parent)
    || ts.isObjectLiteralElement(parent)) && parent.name === node && !ts.isShorthandPropertyAssignment(parent)
    || (ts.isBindingElement(parent) && parent.propertyName === node);
}

/** The variables that a node brings into being. */
function declared(node: ts.Node): string[] {
  const declares = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node) || ts.isFunctionDeclaration(node)
    || ts.isFunctionExpression(node) || ts.isClassDeclaration(node) || ts.isClassExpression(node);
  return declares && node.name && ts.isIdentifier(node.name) ? [node.name.text] : [];
}
