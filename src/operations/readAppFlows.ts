import type { CredentialsWorld } from './credentialsWorld.js';
import type { Component } from '../metadata/component.js';

/** What decides on how a key pair can be tried. */
export type AppFlows = {
  readonly callback: string | undefined;
  readonly usesClientCredentials: boolean;
  readonly consumerKey: string | undefined;
};

/** Reads the callback, the key and the client credentials switches of an app from the metadata of the org. */
export async function readAppFlows({ org }: Pick<CredentialsWorld, 'org'>, appName: string): Promise<AppFlows> {
  const types = ['ExtlClntAppGlobalOauthSettings', 'ExtlClntAppOauthConfigurablePolicies'] as const;
  const { components } = await org.retrieve(types, org.identity.apiVersion);
  const of = (type: string): Component | undefined =>
    components.find(
      (one) => one.type === type && textOf(one, 'externalClientApplication')?.toLowerCase() === appName.toLowerCase(),
    );
  const global = of('ExtlClntAppGlobalOauthSettings');
  const isOn = (one: Component | undefined): boolean => textOf(one, 'isClientCredentialsFlowEnabled') === 'true';
  return {
    callback: textOf(global, 'callbackUrl')?.split(/\s+/)[0],
    usesClientCredentials: isOn(global) && isOn(of('ExtlClntAppOauthConfigurablePolicies')),
    consumerKey: textOf(global, 'consumerKey'),
  };
}

function textOf(component: Component | undefined, name: string): string | undefined {
  const content = component?.elements.find((element) => element.name === name)?.content;
  return typeof content === 'string' && content !== '' ? content : undefined;
}
