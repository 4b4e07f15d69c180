/** Whether a resolved value is computed by CloudFormation, so that nothing can be said of it here. */
export function isIntrinsic(value: any): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).some(key => key === 'Ref' || key.startsWith('Fn::'));
}

/** Whether a list of a template has the text; one that CloudFormation computes may have it. */
export function mayList(value: any, text: string): boolean {
  return isIntrinsic(value) || (Array.isArray(value) && value.some(item => item === text || isIntrinsic(item)));
}
