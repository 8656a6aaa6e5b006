import { describe, expect, it } from '@jest/globals';
import { explainFailure } from '../../../src/org/explainFailure.js';
import { platformTexts } from '../../platformTexts.js';

describe('explainFailure', () => {
  it.each(platformTexts)('knows what is behind "%s"', (text, id, tokens) => {
    expect(explainFailure(text)).toMatchObject({ id, tokens });
  });

  it('leads from an element to the key that writes it', () => {
    expect(explainFailure("Property 'isNamedUserJwtEnabled' not valid in version 60.0")?.keys).toContain(
      'security.issueJwtAccessTokens',
    );
    expect(explainFailure('Required field is missing: contactEmail')?.keys[0]).toBe('contactEmail');
  });

  it('leaves a text alone that it does not know', () => {
    expect(explainFailure('Something new')).toBeUndefined();
  });
});
