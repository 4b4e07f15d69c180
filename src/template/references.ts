/**
 * The logical ids that a piece of a template refers to, in the order in which it does.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
 */
export function references(value: unknown): string[] {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    switch (key) {
      case 'Ref': return [inner];
      case 'DependsOn': return [inner].flat();
      case 'Fn::GetAtt': return [typeof inner === 'string' ? inner.split('.')[0] : [inner].flat()[0]];
      case 'Fn::Sub': return [...substituted([inner].flat()[0]), ...references(inner)];
      default: return references(inner);
    }
  });
}

function substituted(text: unknown): string[] {
  return typeof text !== 'string' ? [] : [...text.matchAll(/\$\{([^!}.]+)/g)].map(([, id]) => id);
}
