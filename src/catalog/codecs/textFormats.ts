import type { ShapeIssue } from '../codec.js';

type FormatIssue = Pick<ShapeIssue, 'rule' | 'tokens'>;

/**
 * Checks a Salesforce API name: at most 80 letters, digits and underscores, a letter first, no double or trailing underscore;
 * an app of an installed package carries `<namespace>__` in front.
 */
export function apiNameIssue(value: string): FormatIssue | undefined {
  const own = /^[A-Za-z][A-Za-z0-9]{0,14}__(?=[A-Za-z])/.test(value) ? value.slice(value.indexOf('__') + 2) : value;
  const reason = apiNameFault(own);
  return reason === undefined ? undefined : { rule: 'shape/invalid-api-name', tokens: { reason } };
}

function apiNameFault(name: string): string | undefined {
  if (name.length > 80) return 'tooLong';
  if (!/^[A-Za-z]/.test(name)) return 'start';
  if (/[^A-Za-z0-9_]/.test(name)) return 'character';
  if (name.includes('__')) return 'doubleUnderscore';
  return name.endsWith('_') ? 'trailingUnderscore' : undefined;
}

/** Checks the outer form of an e-mail address: one `@`, a local part, a dotted domain, no blanks. */
export function emailIssue(value: string): FormatIssue | undefined {
  const valid =
    value.length <= 254 &&
    /^[^\s@<>(),;:"\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}$/.test(value);
  return valid && !value.includes('..') ? undefined : { rule: 'shape/invalid-email', tokens: {} };
}

/** Checks that a text is one absolute URL without blanks; any scheme, because native apps bring their own. */
export function urlIssue(value: string): FormatIssue | undefined {
  if (/\s/.test(value)) return { rule: 'shape/invalid-url', tokens: { reason: 'blank' } };
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value)) return { rule: 'shape/invalid-url', tokens: { reason: 'relative' } };
  // A wildcard host is a rule finding, not a shape fault, so the parser must not trip over it.
  const parsable = value.replace(/:\*(?=[/?#]|$)/, ':1').replace(/\*/g, 'x');
  if (/^https?:/i.test(value) && !/^https?:\/\/[^/]/i.test(value))
    return { rule: 'shape/invalid-url', tokens: { reason: 'host' } };
  return URL.canParse(parsable) ? undefined : { rule: 'shape/invalid-url', tokens: { reason: 'syntax' } };
}
