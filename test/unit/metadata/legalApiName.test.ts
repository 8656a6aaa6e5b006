import { describe, expect, it } from '@jest/globals';
import { legalApiName } from '../../../src/metadata/legalApiName.js';

describe('legalApiName', () => {
  it.each([
    ['Web Shop', 'Web_Shop'],
    ['Web%20Shop', 'Web_Shop'],
    ['web-shop--1', 'web_shop_1'],
    ['1st App', 'App_1st_App'],
    ['Système', 'Systeme'],
    ['ns__Shop', 'ns_Shop'],
    ['Shop_', 'Shop'],
    ['100%', 'App_100'],
    ['x'.repeat(90), 'x'.repeat(80)],
    ['日本', 'App'],
  ])('makes %s the name %s', (found, name) => {
    expect(legalApiName(found)).toBe(name);
  });
});
