import { Glob, glob } from './private/matching/glob';
import { TextTemplate } from './private/matching/text-template';

const globs = new Map<string, Glob>();

/** What a pattern of a policy covers, asked in lower case: IAM does not tell `s3:GetObject` from `S3:getobject`. */
export function actionGlob(pattern: string): Glob {
  let compiled = globs.get(pattern);
  if (!compiled) {
    compiled = glob(TextTemplate.parse(pattern.toLowerCase(), { variables: false, wildcards: true }).fixed!);
    globs.set(pattern, compiled);
  }
  return compiled;
}

/** Whether a pattern of a policy covers an action. */
export function covers(pattern: string, action: string): boolean {
  return actionGlob(pattern)(action.toLowerCase());
}
