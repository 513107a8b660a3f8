// The same bytes as the native program gives, for the situations of all shipped cases, from both builds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Guideline as Answer } from '../dist/answer.js';
import { Guideline as Full } from '../dist/full.js';
import { cases, native } from './tools.mjs';

test('guidance is to the byte that of the native program', async () => {
  const [answer, full] = [await Answer.standard(), await Full.standard()];
  const all = cases();
  assert.ok(all.length > 200);
  const strict = await native(all.map(({ situation }) => situation), false);
  const presuming = await native(all.map(({ situation }) => situation), true);
  for (const [at, { id, situation }] of all.entries()) {
    assert.equal(answer.situation(situation).guidanceJson(), strict[at], id);
    assert.equal(full.situation(situation).guidanceJson(), strict[at], id);
    assert.equal(answer.situation(situation).presuming().guidanceJson(), presuming[at], id);
    assert.equal(full.situation(situation).presuming().guidanceJson(), presuming[at], id);
  }
});
