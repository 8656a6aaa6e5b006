import { describe, expect, it } from '@jest/globals';
import { proxyOf } from '../../../src/org/proxyOf.js';

const proxy = 'http://jane:Pa55word@proxy.example.com:8080';
const org = 'https://acme.my.salesforce.com/services';

describe('proxyOf', () => {
  it('names the variable and the address, and keeps the password to itself', () => {
    expect(proxyOf(org, { HTTPS_PROXY: proxy })).toEqual({
      url: proxy,
      told: 'HTTPS_PROXY=http://proxy.example.com:8080',
    });
    expect(proxyOf(org, { https_proxy: 'jane:Pa55word' })?.told).not.toContain('Pa55word');
    expect(proxyOf(org, { HTTPS_PROXY: 'Pa55word@' })?.told).toBe('HTTPS_PROXY=(not a URL)');
  });

  it('takes the variable of the protocol, in small letters first', () => {
    expect(proxyOf(org, { HTTP_PROXY: proxy })).toBeUndefined();
    expect(proxyOf('http://localhost:1/', { HTTP_PROXY: proxy })?.told).toMatch(/^HTTP_PROXY=/);
    expect(proxyOf(org, { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2' })?.url).toBe('http://a:1');
    expect(proxyOf(org, {})).toBeUndefined();
    expect(proxyOf(org, { HTTPS_PROXY: '' })).toBeUndefined();
  });

  it.each([
    ['*', false],
    ['acme.my.salesforce.com', false],
    ['ACME.my.salesforce.com', false],
    ['.salesforce.com', false],
    ['*.salesforce.com', false],
    ['localhost, .salesforce.com', false],
    ['salesforce.com', true],
    ['acme.my.salesforce.com.example.com', true],
    ['.my.salesforce', true],
    ['', true],
  ])('with NO_PROXY %s: %s', (hosts, isUsed) => {
    expect(proxyOf(org, { HTTPS_PROXY: proxy, NO_PROXY: hosts }) !== undefined).toBe(isUsed);
  });

  it('knows a port in NO_PROXY', () => {
    const at = (hosts: string) => proxyOf('http://127.0.0.1:7000/', { HTTP_PROXY: proxy, no_proxy: hosts });
    expect(at('127.0.0.1:7000')).toBeUndefined();
    expect(at('127.0.0.1:7001')).toBeDefined();
  });
});
