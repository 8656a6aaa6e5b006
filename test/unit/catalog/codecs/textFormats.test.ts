import { describe, expect, it } from '@jest/globals';
import { apiNameIssue, emailIssue, urlIssue } from '../../../../src/catalog/codecs/textFormats.js';

describe('apiNameIssue', () => {
  it.each(['Order_Sync', 'A', 'a1_b2', 'ns__Order_Sync', 'x'.repeat(80)])('accepts %s', (name) => {
    expect(apiNameIssue(name)).toBeUndefined();
  });

  it.each([
    ['x'.repeat(81), 'tooLong'],
    ['1Order', 'start'],
    ['_Order', 'start'],
    ['', 'start'],
    ['Order-Sync', 'character'],
    ['Größe', 'character'],
    ['ns__Order__Sync', 'doubleUnderscore'],
    ['Order_', 'trailingUnderscore'],
  ])('refuses %s', (name, reason) => {
    expect(apiNameIssue(name)).toEqual({ rule: 'shape/invalid-api-name', tokens: { reason } });
  });
});

describe('emailIssue', () => {
  it.each(['a@example.com', 'first.last+tag@mail.example.co.uk'])('accepts %s', (address) => {
    expect(emailIssue(address)).toBeUndefined();
  });

  it.each([
    'nobody',
    'a@b',
    'a b@example.com',
    'a@example..com',
    '@example.com',
    'a@-example.com',
    'Name <a@example.com>',
  ])('refuses %s', (address) => {
    expect(emailIssue(address)).toEqual({ rule: 'shape/invalid-email', tokens: {} });
  });
});

describe('urlIssue', () => {
  it.each(['https://example.com/a?b=c', 'http://localhost:8080', 'com.example.app:/oauth', 'https://*.example.com/cb'])(
    'accepts %s',
    (url) => {
      expect(urlIssue(url)).toBeUndefined();
    },
  );

  it.each([
    ['https://example.com/a b', 'blank'],
    ['example.com', 'relative'],
    ['//example.com', 'relative'],
    ['https:/example.com', 'host'],
    ['https:///path', 'host'],
    ['http://[bad', 'syntax'],
    ['https://example.com:99999', 'syntax'],
  ])('refuses %s', (url, reason) => {
    expect(urlIssue(url)).toEqual({ rule: 'shape/invalid-url', tokens: { reason } });
  });
});
