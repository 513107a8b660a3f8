import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, compare, format, Guideline, handbook, Rejected, schemaFor } from '../dist/full.js';
import { overlay, shipped } from './tools.mjs';

const phone = { id: 'phone', title: 'On the phone', when: { 'setting.channel': 'phone', 'expression.emotion': 'anger' },
  at_least: 'moderate', should: ['name_it_briefly'], because: 'A voice alone carries anger further.',
  authority: 'clinic_policy', strength: 'good_practice', certainty: 'not_applicable' };

test('a situation is answered, fact by fact or in groups', async () => {
  const guideline = await Guideline.standard();
  const situation = guideline.situation({ expression: { emotion: 'sadness' }, 'client.age_band': 'adult', 'client.wish': null });
  assert.deepEqual(situation.facts, { 'expression.emotion': 'sadness', 'client.age_band': 'adult' });
  const guidance = situation.guidance();
  assert.equal(guidance.settled, false);
  assert.ok(guidance.possible.includes(guidance.stance));
  assert.ok(situation.report('short').startsWith(guidance.headline));
  assert.ok(situation.report('full').length > situation.report('why').length);
  assert.equal(situation.with('client.age_band', null).facts['client.age_band'], undefined);
});

test('what decided a stance, and what would change it', async () => {
  const guideline = await Guideline.standard();
  const impaired = guideline.situation({ 'therapist.fitness': 'impaired' });
  assert.equal(impaired.guidance().stance, 'pause');
  assert.deepEqual(impaired.decidedBy().sets, [['therapist.fitness']]);
  assert.ok(impaired.whatWouldChange().length > 0);
});

test('facts that there are not are refused, with data for a form', async () => {
  const guideline = await Guideline.standard();
  assert.throws(() => guideline.situation({ 'client.age_band': 'adutl' }), (error) => {
    assert.ok(error instanceof Rejected);
    const [fault] = error.diagnostics;
    assert.equal(fault.code, 'unknown-value');
    assert.equal(fault.place.pointer, '/client.age_band');
    assert.match(error.message, /did you mean `adult`/);
    return true;
  });
});

test('documents are built, or refused with everything that is wrong', async () => {
  const standard = await Guideline.standardDocuments();
  assert.deepEqual(standard.toSorted(byName), shipped().toSorted(byName));
  const guideline = await Guideline.build([...standard, overlay({ rules: [phone] })]);
  const angry = { 'setting.channel': 'phone', 'expression.emotion': 'anger' };
  assert.ok(guideline.situation(angry).guidance().reasons.some(({ rule }) => rule === 'phone'));
  const twice = overlay({ rules: [{ ...phone, at_least: 'stop' }, { ...phone, id: 'two', when: { no_such: 1 } }] });
  await assert.rejects(Guideline.build([...standard, twice]), (error) => error.diagnostics.length >= 2);
});

test('a guideline on a day says whether its review is due', async () => {
  const guideline = await Guideline.standard();
  assert.equal(guideline.situation().guidance().guideline.as_of, null);
  assert.equal(guideline.asOf('2026-01-31').situation().guidance().guideline.as_of, '2026-01-31');
  assert.throws(() => guideline.asOf('31 January'), TypeError);
});

test('an interview is plain data, and goes on from it', async () => {
  const guideline = await Guideline.standard();
  let interview = guideline.interview();
  const first = interview.question.fact;
  interview = interview.skip(first);
  assert.notEqual(interview.question.fact, first);
  const most = interview.remaining;
  interview = interview.answer('expression.emotion', 'anger');
  assert.ok(interview.remaining < most);
  assert.deepEqual(interview.situation.facts, { 'expression.emotion': 'anger' });
  const again = guideline.interview(JSON.parse(JSON.stringify(interview.state)));
  assert.deepEqual(again.guidance, interview.guidance);
  const kept = guideline.interview(JSON.parse(JSON.stringify(interview.saved)));
  assert.deepEqual([kept.guidance, kept.question, kept.saved], [interview.guidance, interview.question, interview.saved]);
  assert.ok(kept.saved.skipped.includes(first));
  assert.deepEqual(interview.back().situation.facts, {});
  assert.throws(() => interview.answer('expression.intensity', 'purple'), Rejected);
});

test('what is usual is presumed where that is asked for, and can be struck out', async () => {
  const text = JSON.stringify({
    format: 1, id: 'own', version: '1.0.0', title: 'Own', otherwise: { stance: 'moderate', because: 'Nobody says more.' },
    facts: [{ id: 'client.calm', kind: 'flag', ask: 'Is the client calm?', presume: true }, { id: 'client.here', kind: 'flag', ask: 'Are they here?' }],
    rules: [{ ...phone, id: 'not-calm', when: { 'client.calm': false }, should: [], at_least: 'refrain' }],
  });
  const guideline = await Guideline.build([{ name: 'own.json', text }]);
  const strict = guideline.situation({ 'client.here': true });
  assert.equal(strict.guidance().presuming, false);
  assert.equal(strict.guidance().settled, false);
  const guidance = strict.presuming().guidance();
  assert.deepEqual([guidance.presuming, guidance.settled], [true, true]);
  assert.deepEqual(guidance.presumed.map(({ fact, matters }) => [fact, matters]), [['client.calm', true]]);
  const struck = strict.presuming().with('client.calm', null).guidance();
  assert.deepEqual([struck.presumed, struck.struck, struck.settled], [[], ['client.calm'], false]);
  const interview = guideline.interview().answer('client.here', true).answer('client.calm', null);
  assert.deepEqual(interview.guidance.struck, ['client.calm']);
  assert.deepEqual(interview.situation.guidance(), interview.guidance);
  assert.deepEqual(guideline.interview(interview.saved).guidance, interview.guidance);
  assert.deepEqual(guideline.stances([{ 'client.calm': false }, {}], { presuming: true }), ['refrain', 'moderate']);
});

test('many stances in one go; null for what cannot be', async () => {
  const guideline = await Guideline.standard();
  const stances = guideline.stances([{ 'therapist.fitness': 'impaired' }, { 'no.such': 1 }]);
  assert.deepEqual(stances, ['pause', null]);
});

test('a guideline that was let go answers no more', async () => {
  const guideline = await Guideline.build(await Guideline.standardDocuments());
  guideline.free();
  assert.throws(() => guideline.situation(), /let go/);
});

test('rules are checked: faults, cases, findings', async () => {
  const standard = await Guideline.standardDocuments();
  const expected = { id: 'angry', title: 'Angry', situation: { 'setting.channel': 'phone', 'expression.emotion': 'anger' } };
  const sound = await check([...standard, overlay({ rules: [phone], cases: [{ ...expected, expect: { stance: ['welcome'] } }] })]);
  assert.equal(sound.proved, true);
  assert.equal(sound.cases.length, 1);
  assert.equal(sound.cases[0].unmet.length, 1);
  const { when: _, ...everywhere } = phone;
  const broken = await check([...standard, overlay({ rules: [{ ...everywhere, when: { 'setting.channel': 'phone' } }] })]);
  assert.equal(broken.proved, false);
  assert.ok(broken.diagnostics.some(({ code }) => code === 'safeguard-broken'));
  assert.ok(broken.cases, 'one whose safeguards do not hold can be looked at');
  const faulty = await check([{ name: 'mine.json', text: '{ "format": 1' }]);
  assert.equal(faulty.cases, null);
});

test('two guidelines are compared over every situation', async () => {
  const standard = await Guideline.standardDocuments();
  const { comparison, words } = await compare(standard, [...standard, overlay({ rules: [phone] })]);
  assert.ok(comparison.stances.length > 0);
  assert.ok(comparison.stances.every(({ to }) => to === 'moderate'));
  assert.equal(words.stances.length, comparison.stances.length);
  assert.match(words.stances[0][0], /phone/i);
});

test('handbook, schemas and the one layout', async () => {
  const standard = await Guideline.standardDocuments();
  const book = await handbook(standard);
  assert.ok(book.rules.length > 100 && book.sources.length > 50 && book.safeguards.length > 40);
  const { rule_set, situation } = await schemaFor(standard);
  assert.ok(JSON.stringify(rule_set).includes('expression.emotion'));
  assert.ok(situation.properties);
  assert.match(await format({ name: 'mine.json', text: '{"id":"a.b","format":1,"version":"1.0.0","title":"Ours"}' }), /^\{\n {2}"format": 1, "id": "a\.b"/);
});

function byName(one, other) {
  return one.name < other.name ? -1 : 1;
}
