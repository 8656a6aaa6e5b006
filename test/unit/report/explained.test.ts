import { describe, expect, it } from '@jest/globals';
import { rows } from '../../../src/catalog/rows.js';
import { explainKey } from '../../../src/operations/explainKey.js';
import { explanationText, unknownTopicError } from '../../../src/report/explanationText.js';
import { isCheck, toExplained } from '../../../src/report/explained.js';
import { rules } from '../../../src/rules/rules.js';

/** The text of a query without colours. */
function text(query: string): string {
  return explanationText(explainKey(query, isCheck).topics.map(toExplained)).replace(/\u001b\[\d+m/g, '');
}

describe('toExplained', () => {
  it('has words for every key and every rule', () => {
    const names = [...rows.map(({ key }) => key), ...rules.map(({ id }) => id)];
    expect(names.filter((name) => text(name).length < 40)).toEqual([]);
  });

  it('says what a value looks like', () => {
    const [topic] = explainKey('push.apple.password', isCheck).topics.map(toExplained);
    expect(topic).toMatchObject({
      accepts: 'a variable with "secret: true"',
      secret: true,
      apiVersion: { since: '64.0' },
    });
  });
});

describe('isCheck', () => {
  it.each(['shape/null-value', 'yaml/syntax', 'variable/undeclared', 'file/empty'])('knows %s', (id) => {
    expect(isCheck(id)).toBe(true);
  });

  it.each(['shape/nothing', 'suggestion', 'shape/null-value.actions', '', '../x'])('does not know %j', (id) => {
    expect(isCheck(id)).toBe(false);
  });
});

describe('explanationText', () => {
  it('shows the facts of a key under each other and its values as a table', () => {
    expect(text('mobile.screenLock')).toBe(`mobile.screenLock: Locks the mobile app after a time without use.

  Value        true or false
  Element      ExtlClntAppMobileSettings.isScreenLockEnabled
  File         extlClntAppMobileSettings/<App>_mobile.ecaMobile-meta.xml
  API version  64.0
  Security     Without it a phone that is lost unlocked shows the data of its user.
  More         https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappmobilesettings.htm`);
    expect(text('distribution')).toContain(
      '\n\n  Values\n    local     Local     Local; for this org only\n    packaged  Packaged  Packaged; for a second-generation managed package',
    );
  });

  it('puts two blank lines between topics', () => {
    expect(text('startUrl').split('\n\n\n')).toHaveLength(2);
  });
});

describe('unknownTopicError', () => {
  it('names the nearest words, and what to do', () => {
    expect(unknownTopicError('x', ['y', 'z'], 'sf')).toMatchObject({
      name: 'UnknownTopicError',
      message: 'There is no key, rule, scope or metadata element "x". Near it: "y", "z".',
      actions: ['List the top-level keys: sf eca explain'],
      exitCode: 2,
    });
  });

  it('names none when none is near', () => {
    expect(unknownTopicError('x', [], 'sf').message).toBe('There is no key, rule, scope or metadata element "x".');
  });
});
