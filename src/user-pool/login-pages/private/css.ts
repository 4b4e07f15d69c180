import { Token } from 'aws-cdk-lib';
import { userError } from '../../../private/user-error';

/** What AWS asks style sheets of classic pages to stay within. */
export const USUAL_CSS_BYTES = 3 * 1024;
/** Of the request, style sheet and all. */
const MAX_CSS_BYTES = 135 * 1024;

export function checkCss(prop: string, css: string): void {
  if (Token.isUnresolved(css)) {
    return;
  }
  if (css.trim() === '') {
    throw userError(`${prop} is empty; give a style sheet, or leave it out for the style of Cognito`);
  }
  if (sizeOf(css) > MAX_CSS_BYTES) {
    throw userError(`${prop} has ${sizeOf(css)} bytes; the request that sets it takes at most ${MAX_CSS_BYTES}, and AWS asks for at most `
      + `${USUAL_CSS_BYTES}`);
  }
}

export function sizeOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
