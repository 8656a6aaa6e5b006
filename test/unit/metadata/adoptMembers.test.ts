import { describe, expect, it } from '@jest/globals';
import type { Component } from '../../../src/metadata/component.js';
import { adoptMembers } from '../../../src/metadata/adoptMembers.js';

function component(
  type: Component['type'],
  fullName: string,
  app: string,
  label: string,
  platform?: 'apple' | 'android',
): Component {
  return {
    type,
    fullName,
    app,
    ...(platform === undefined ? {} : { platform }),
    elements: [{ name: 'label', content: label }],
  };
}

const oauth = 'ExtlClntAppOauthSettings';

describe('adoptMembers', () => {
  it('takes the name and the label that the member of the app already has', () => {
    const { components, repeated } = adoptMembers(
      [component(oauth, 'App_oauth', 'App', 'App_oauth')],
      [component(oauth, 'App_defaultOauth', 'App', 'Setup says so'), component(oauth, 'Other_oauth', 'Other', 'x')],
    );
    expect(components).toEqual([component(oauth, 'App_defaultOauth', 'App', 'Setup says so')]);
    expect(repeated).toEqual([]);
  });

  it('gives a member without a label its name as label', () => {
    const existing = { ...component(oauth, 'Old', 'App', ''), elements: [] };
    expect(adoptMembers([component(oauth, 'App_oauth', 'App', 'App_oauth')], [existing]).components).toEqual([
      component(oauth, 'Old', 'App', 'Old'),
    ]);
  });

  it('keeps a label that the spec sets by itself', () => {
    expect(
      adoptMembers([component(oauth, 'App_oauth', 'App', 'Mine')], [component(oauth, 'Old', 'App', 'Theirs')])
        .components,
    ).toEqual([component(oauth, 'Old', 'App', 'Mine')]);
  });

  it('never changes the label of the app itself', () => {
    const type = 'ExternalClientApplication';
    expect(
      adoptMembers([component(type, 'App', 'App', 'App')], [component(type, 'App', 'App', 'Other')]).components,
    ).toEqual([component(type, 'App', 'App', 'App')]);
  });

  it('tells the platforms of a type apart', () => {
    const type = 'ExtlClntAppPushSettings';
    const { components } = adoptMembers(
      [
        component(type, 'App_push_apple', 'App', 'App_push_apple', 'apple'),
        component(type, 'App_push_android', 'App', 'App_push_android', 'android'),
      ],
      [component(type, 'Droid', 'App', 'Droid', 'android')],
    );
    expect(components.map(({ fullName }) => fullName)).toEqual(['App_push_apple', 'Droid']);
  });

  it('finds a member by its app, whatever the case of the app, and not by its own name', () => {
    const { components } = adoptMembers(
      [component(oauth, 'App_oauth', 'App', 'App_oauth')],
      [component(oauth, 'App_oauth', 'Other', 'x'), component(oauth, 'Old', 'APP', 'Old')],
    );
    expect(components.map(({ fullName }) => fullName)).toEqual(['Old']);
  });

  it('takes none of two, and names both', () => {
    const { components, repeated } = adoptMembers(
      [component(oauth, 'App_oauth', 'App', 'App_oauth')],
      [component(oauth, 'One', 'App', 'One'), component(oauth, 'Two', 'App', 'Two')],
    );
    expect(components.map(({ fullName }) => fullName)).toEqual(['App_oauth']);
    expect(repeated).toEqual([{ member: oauth, fullNames: ['One', 'Two'] }]);
  });
});
