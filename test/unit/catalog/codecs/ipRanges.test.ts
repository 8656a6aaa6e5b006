import { describe, expect, it } from '@jest/globals';
import { addressNumber, ipRanges } from '../../../../src/catalog/codecs/ipRanges.js';

const codec = ipRanges();
const names = ['trustedIpRanges'];
const office = { start: '203.0.113.10', end: '203.0.113.20', description: 'Office' };
const officeNode = {
  name: 'trustedIpRanges',
  content: [
    { name: 'description', content: 'Office' },
    { name: 'endIpAddress', content: '203.0.113.20' },
    { name: 'startIpAddress', content: '203.0.113.10' },
  ],
};

describe('ipRanges', () => {
  it('writes an element per range and reads it back', () => {
    expect(codec.write([office], names, { apiVersion: 66, fileContent: () => undefined })).toEqual([officeNode]);
    expect(codec.read([officeNode], names)).toEqual({ value: [office] });
  });

  it('reads a range without description or with an empty one', () => {
    const [description, ...ends] = officeNode.content;
    const empty = { ...officeNode, content: [{ name: description?.name ?? '', content: '' }, ...ends] };
    const value = [{ start: '203.0.113.10', end: '203.0.113.20' }];
    expect(codec.read([{ ...officeNode, content: ends }], names)).toEqual({ value });
    expect(codec.read([empty], names)).toEqual({ value });
  });

  it('cannot read a range with a damaged address', () => {
    const broken = { name: 'trustedIpRanges', content: [{ name: 'startIpAddress', content: '1.2.3' }] };
    expect(codec.read([broken], names)).toEqual({ unreadable: '1.2.3-' });
  });

  it.each([
    ['a map', {}, 'shape/wrong-kind', []],
    ['a text for a range', ['10.0.0.1'], 'shape/wrong-kind', [0]],
    ['a missing end', [{ start: '10.0.0.1' }], 'shape/missing-key', [0]],
    ['an unknown key', [{ ...office, name: 'Office' }], 'shape/unknown-key', [0, 'name']],
    [
      'a network instead of an address',
      [{ start: '10.0.0.0/8', end: '10.0.0.9' }],
      'shape/invalid-ip-address',
      [0, 'start'],
    ],
    ['an octet above 255', [{ start: '10.0.0.1', end: '10.0.0.256' }], 'shape/invalid-ip-address', [0, 'end']],
    ['an address with a zone', [{ start: 'fe80::1', end: 'fe80::2%eth0' }], 'shape/invalid-ip-address', [0, 'end']],
    ['two families', [{ start: '10.0.0.1', end: '::1' }], 'shape/invalid-ip-range', [0]],
    ['a range that runs backwards', [{ start: '10.0.0.10', end: '10.0.0.9' }], 'shape/invalid-ip-range', [0]],
    [
      'an IPv6 range that runs backwards',
      [{ start: '2001:db8::2', end: '2001:db8::1' }],
      'shape/invalid-ip-range',
      [0],
    ],
    ['a description that is a number', [{ ...office, description: 1 }], 'shape/wrong-kind', [0, 'description']],
  ])('refuses %s', (_, value, rule, path) => {
    expect(codec.check(value, 66)).toMatchObject([{ rule, path }]);
  });

  it('takes 128 ranges and refuses 129', () => {
    expect(codec.check(Array(128).fill(office), 66)).toEqual([]);
    expect(codec.check(Array(129).fill(office), 66)).toMatchObject([{ rule: 'shape/too-many' }]);
  });

  it('takes 256 addresses in all and refuses 257 where they are counted', () => {
    const counted = ipRanges({ maxAddresses: 256 });
    const half = { start: '10.0.0.0', end: '10.0.0.127' };
    expect(counted.check([half, half], 67)).toEqual([]);
    expect(counted.check([half, half, { start: '::1', end: '::1' }], 67)).toMatchObject([
      { rule: 'shape/too-many', tokens: { count: '257 addresses', max: '256 addresses' } },
    ]);
    expect(counted.check([{ start: '::', end: 'ffff:ffff::' }], 67)).toMatchObject([{ rule: 'shape/too-many' }]);
  });
});

describe('addressNumber', () => {
  it.each([
    ['0.0.0.1', 1n],
    ['1.0.0.0', 16777216n],
    ['::', 0n],
    ['::1', 1n],
    ['1::', 5192296858534827628530496329220096n],
    ['::1.0.0.0', 16777216n],
    ['0:0:0:0:0:0:1:0', 65536n],
  ])('reads %s as %s', (address, number) => {
    expect(addressNumber(address)).toBe(number);
  });
});
