/** The emulator's name for each trigger of `LambdaConfig` that it runs. */
export const TRIGGERS: Record<string, string> = {
  CustomMessage: 'CustomMessage',
  PostAuthentication: 'PostAuthentication',
  PostConfirmation: 'PostConfirmation',
  PreSignUp: 'PreSignUp',
  PreTokenGeneration: 'PreTokenGeneration',
  PreTokenGenerationConfig: 'PreTokenGeneration',
  UserMigration: 'UserMigration',
};
