export * from './edit';
export * from './edits-between';
export * from './made';
