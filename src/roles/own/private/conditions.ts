import { Conditions } from '../owner';

/** Conditions that hold together; no key of an operator stands in both. */
export function both(one: Conditions, other: Conditions): Conditions {
  const operators = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(operators.map(operator => [operator, { ...one[operator], ...other[operator] }]));
}
