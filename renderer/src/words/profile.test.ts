// Checks that every choice of the contract has a name of its own.
import { describe, expect, it } from 'vitest';
import {
  afterUploadActions,
  documentTypes,
  duplicateRules,
  inDoubtRules,
  setPolicies,
} from '../../../preload/contract';
import { inDoubtRuleNames } from './credential-help';
import { afterUploadNames, documentTypeNames, duplicateRuleNames, setPolicyNames } from './profile';

describe('names of choices', () => {
  it('are there for every choice, and no two are the same', () => {
    const names = [
      documentTypes.map((type) => documentTypeNames[type]),
      setPolicies.map((policy) => setPolicyNames[policy]),
      afterUploadActions.map((action) => afterUploadNames[action].label),
      duplicateRules.map((rule) => duplicateRuleNames[rule].label),
      duplicateRules.map((rule) => duplicateRuleNames[rule].help),
      inDoubtRules.map((rule) => inDoubtRuleNames[rule].label),
      inDoubtRules.map((rule) => inDoubtRuleNames[rule].help),
    ];
    for (const group of names) {
      expect(group.every((name) => name.length > 0)).toBe(true);
      expect(new Set(group).size).toBe(group.length);
    }
  });
});
