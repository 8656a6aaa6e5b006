import { complaint, type EcaRule } from './ecaRule.js';

/**
 * Security settings cannot be authored from nothing: Setup makes the record at its first save, and a deploy may only change
 * it (reference metadata §3.5, oauth §0 fact 5 and §8 "retrieve-then-update only").
 *
 * In the reported org the deploy itself went through and the first save in Setup then broke with this text (reference metadata
 * §2.3). The fake org fails the deploy, so that no test can miss that it did something it must not do.
 */
export const heldBefore: EcaRule = (draft, { type, fullName }) => {
  if (draft.before.has(`${type}:${fullName.toLowerCase()}`)) return [];
  return complaint('duplicate key value violates unique constraint "ak3tl_setup_entity_data"');
};
