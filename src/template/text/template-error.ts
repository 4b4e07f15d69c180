/**
 * What was given is not a template (or a folder of templates) that can be read. The message is one line and says where.
 */
export class TemplateError extends Error {
  constructor(where: string, what: string) {
    super(`${where}: ${what}`.replace(/\s*\n\s*/g, ' '));
    this.name = 'TemplateError';
  }
}
