/**
 * Entries of the catalogue that no template can decide, with the reason. Every other entry is covered by a rule.
 */
export const NOT_DECIDABLE: Record<string, string> = {
  A57: 'whether a fallback must be refused is a decision about the app; the template does not say it',
  A83: 'needs the template that is deployed now: one template alone does not show what changed',
};
