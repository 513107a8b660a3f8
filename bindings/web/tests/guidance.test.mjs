// The same bytes as the native program gives, for the situations of all shipped cases, from both builds.
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { Guideline as Answer } from '../dist/answer.js';
import { Guideline as Full } from '../dist/full.js';
import { cases, native } from './tools.mjs';

test('guidance is to the byte that of the native program', async () => {
  const [answer, full] = [await Answer.standard(), await Full.standard()];
  const all = cases();
  assert.ok(all.length > 200);
  let next = 0;
  const compare = async () => {
    for (let { id, situation } = all[next++]; ; { id, situation } = all[next++]) {
      // The program indents what it writes, and changes nothing else.
      const strict = JSON.stringify(JSON.parse(await native(situation, '--presume', 'none')));
      assert.equal(answer.situation(situation).guidanceJson(), strict, id);
      assert.equal(full.situation(situation).guidanceJson(), strict, id);
      const presuming = JSON.stringify(JSON.parse(await native(situation)));
      assert.equal(answer.situation(situation).presuming().guidanceJson(), presuming, id);
      assert.equal(full.situation(situation).presuming().guidanceJson(), presuming, id);
      if (next >= all.length) return;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, compare));
});
