/** How the value of a claim is compared, in Cognito's words. */
export enum RuleMatch {
  /** The value is this one. */
  EQUALS = 'Equals',
  /** The value contains this one anywhere. */
  CONTAINS = 'Contains',
  /** The value starts with this one. */
  STARTS_WITH = 'StartsWith',
  /** The claim is there and its value is another one. */
  NOT_EQUAL = 'NotEqual',
}
