import { describe, expect, it } from '@jest/globals';
import { header, oauth, problemsOf, tokensOf } from './checkYaml.js';

const app = (extra: string): string => `metadata: {extra: {ExternalClientApplication: {${extra}}}}\n`;
const link = 'metadata: {extra: {ExtlClntAppOauthSettings: {oauthLink: "00Dbm000004ELiD:888bm000002gH3J"}}}\n';
const onlyOauth = link.replace(
  'metadata: {',
  'metadata: {only: [ExternalClientApplication, ExtlClntAppOauthSettings], ',
);

describe('checkSpec: elements that name the org which owns an app', () => {
  it('lets a packaged app carry the org', () => {
    expect(problemsOf(`${header}distribution: packaged\n${app('orgScopedExternalApp: "00D:App"')}`)).toEqual([]);
  });

  it.each(['', 'distribution: local\n'])('refuses the org in a local app (%j)', (distribution) => {
    const yaml = `${header}${distribution}${app('orgScopedExternalApp: "00D:App"')}`;
    expect(tokensOf(yaml, 'shape/key-not-allowed')).toEqual([{ key: 'orgScopedExternalApp', reason: 'orgBoundLocal' }]);
  });

  it('says nothing while the distribution has no value', () => {
    const yaml = `${header}distribution: \${where}\nvariables: {where: {}}\n${app('orgScopedExternalApp: "00D:App"')}`;
    expect(tokensOf(yaml, 'shape/key-not-allowed', { missing: 'note' })).toEqual([]);
  });

  it('refuses a link to a consumer beside a consumer of the spec itself', () => {
    expect(tokensOf(`${oauth}distribution: packaged\n${link}`, 'shape/key-not-allowed')).toEqual([
      { key: 'oauthLink', reason: 'linkBesideConsumer' },
    ]);
  });

  it('takes the link in a spec without a consumer', () => {
    expect(problemsOf(`${header}scopes: [api]\ndistribution: packaged\n${onlyOauth}`)).toEqual([]);
  });

  it('looks at elements by the type that they belong to', () => {
    expect(problemsOf(`${header}${app('oauthLink: text')}`)).toEqual([]);
  });
});
