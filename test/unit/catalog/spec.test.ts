import { describe, expect, it } from '@jest/globals';
import type { IpRange } from '../../../src/catalog/codecs/ipRanges.js';
import type { Spec } from '../../../src/catalog/spec.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Flat<T> = T extends readonly unknown[] ? T : T extends object ? { [Key in keyof T]: Flat<T[Key]> } : T;
type Is<A, B> = Same<Flat<A>, Flat<B>>;
type Flows = NonNullable<Spec['flows']>;
type Security = NonNullable<Spec['security']>;
type Policies = NonNullable<Spec['policies']>;
type Push = NonNullable<Spec['push']>;

/** The compiler judges these (`npm run types`); at run time they are only written down. */
const promises: readonly true[] = [
  true satisfies Is<
    Flows,
    {
      readonly authorizationCodeAndCredentials?:
        | boolean
        | {
            readonly postBodyOnly?: boolean;
            readonly guest?: false | { readonly jwtTimeout?: 'user-session' | number };
          };
      readonly clientCredentials?: false | { readonly runAs?: string; readonly allowedByPolicy?: boolean };
      readonly device?: boolean;
      readonly jwtBearer?: false | { readonly certificate?: string };
      readonly tokenExchange?: boolean | { readonly allowedByPolicy?: boolean };
    }
  >,
  true satisfies Is<Security['tokenIpRanges'], readonly IpRange[] | undefined>,
  true satisfies Is<Policies['permittedUsers'], 'self-authorize' | 'admin-approved' | undefined>,
  true satisfies Is<
    Policies['refreshToken'],
    | 'valid-until-revoked'
    | 'expire-immediately'
    | { readonly expiresAfter: string }
    | { readonly expiresIfUnusedFor: string }
    | undefined
  >,
  true satisfies Is<
    Push['android'],
    { readonly firebaseProject?: string; readonly serviceAccount?: string; readonly configLink?: string } | undefined
  >,
  true satisfies Is<
    Spec['mobile'],
    | {
        readonly screenLock?: boolean;
        readonly screenLockTimeout?: 'never' | 1 | 5 | 10 | 30 | 60 | 120 | 180 | 240;
      }
    | undefined
  >,
  true satisfies Is<
    Spec['attestation'],
    | {
        readonly apple?: boolean | { readonly configLink?: string };
        readonly android?: boolean | { readonly configLink?: string };
        readonly enforcement?: 'none' | 'client-controlled' | 'strict';
      }
    | undefined
  >,
  true satisfies Is<Spec['callback'], string | readonly string[] | undefined>,
  // A builder that loses the literal keys would turn every key into an index signature.
  true satisfies Is<string extends keyof Spec ? 'widened' : 'exact', 'exact'>,
  true satisfies Is<'colour' extends keyof Flows ? 'widened' : 'exact', 'exact'>,
];

describe('Spec', () => {
  it('accepts the spec of the contract as it stands there', () => {
    const spec: Spec = {
      name: 'Order_Sync',
      label: 'Order Sync',
      contactEmail: 'integrations@example.com',
      callback: 'https://orders.example.com/oauth/callback',
      scopes: ['api', 'refresh_token'],
      flows: { clientCredentials: { runAs: '${runAsUser}' } },
      security: { requirePkce: true },
      policies: { permittedUsers: 'admin-approved', permissionSets: ['Order_Sync_API'] },
      variables: { runAsUser: { description: 'Integration user of this org' } },
    };
    expect(spec.name).toBe('Order_Sync');
    expect(promises).not.toContain(false);
  });

  it('refuses a key that the catalogue does not know', () => {
    // @ts-expect-error -- webServer is no flow of the catalogue
    const flows: Flows = { webServer: true };
    // @ts-expect-error -- the client credentials flow wants its settings
    const on: Flows = { clientCredentials: true };
    expect([flows, on]).toHaveLength(2);
  });
});
