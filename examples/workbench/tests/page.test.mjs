// The page as a person uses it, in a real browser. Pictures go to screenshots/, to be looked at.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { DESKTOP, here, launch, open, PHONE, serve } from './browser.mjs';

const axe = readFileSync(`${here}node_modules/axe-core/axe.min.js`, 'utf8');
let browser, host;

before(async () => {
  mkdirSync(`${here}screenshots`, { recursive: true });
  [browser, host] = [await launch(), await serve()];
});
after(async () => {
  await browser?.close();
  await host?.stop();
});

/** Opens the page, runs, and holds that nothing went wrong meanwhile: no error, nothing refused by the policy. */
async function on(options, place, run) {
  const page = await open(browser, host.address + place, options);
  try {
    await run(page);
    assert.deepEqual(page.wrong, []);
  } finally {
    await page.context().close();
  }
}

const picture = (page, name, more = {}) => page.screenshot({ path: `${here}screenshots/${name}.png`, ...more });

/** Nothing for axe to find. It is put in by the tests, past the page's policy. */
async function accessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`), []);
}

/** The page is no wider than the window. */
async function fits(page) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= window, `${wide} > ${window}`);
}

/** Answers the question that stands there: with some of its answers, or that nobody knows. */
async function say(page, ...labels) {
  const asked = await page.locator('#asked').textContent();
  for (const label of labels) await page.locator('.choice', { hasText: label }).first().click();
  const goOn = page.locator('.question .main');
  if (labels.length === 0) await page.getByRole('button', { name: /I don’t know/ }).click();
  else if (await goOn.count()) await goOn.click();
  await page.waitForFunction((asked) => document.querySelector('.question h1')?.textContent !== asked, asked);
}

/** Chooses a fact to be asked about from the list of what is worth finding out. */
async function asked(page, question) {
  await page.locator('.find-out summary').click().catch(() => undefined);
  await page.getByRole('button', { name: question }).click();
}

for (const [name, options] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
  test(`a story is told and answered, on a ${name}`, () => on(options, '', async (page) => {
    await page.waitForSelector('.headline');
    await picture(page, `ask-${name}-1-begin`);
    await accessible(page);
    for (let step = 0; step < 8 && (await page.locator('#asked').count()); step++) {
      const first = page.locator('.choice').first();
      if (await first.count()) await say(page, await first.locator('span').first().textContent());
      else await say(page);
      await fits(page);
    }
    await picture(page, `ask-${name}-2-told`, { fullPage: true });
    assert.ok((await page.locator('.said li').count()) >= 6);
    await page.locator('.answer .reasons > summary').click();
    await page.locator('.further > summary').click();
    await page.waitForSelector('.further h4, .further p:not(:has-text("Working"))');
    await picture(page, `ask-${name}-3-reasons`, { fullPage: true });
    await accessible(page);
    await fits(page);
  }));
}

test('an answer is changed, taken back, and taken back by the browser’s own button', () => on(DESKTOP, '', async (page) => {
  await page.waitForSelector('#asked');
  const first = await page.locator('#asked').textContent();
  await say(page, await page.locator('.choice span').first().textContent());
  const second = await page.locator('#asked').textContent();
  await page.goBack();
  await page.waitForFunction((first) => document.querySelector('#asked')?.textContent === first, first);
  assert.equal(await page.locator('.said li').count(), 0);
  await page.goForward();
  await page.waitForFunction((second) => document.querySelector('#asked')?.textContent === second, second);
  await page.locator('.said .fact').click();
  await page.waitForSelector('.choice[aria-pressed=true]');
  await page.locator('.choice').nth(1).click();
  await page.waitForFunction((second) => document.querySelector('#asked')?.textContent !== second || document.querySelector('.said li'), second);
  await page.locator('.said .take').click();
  await page.waitForFunction(() => !document.querySelector('.said li'));
}));

test('by keyboard alone, and the focus goes on with the questions', () => on(DESKTOP, '', async (page) => {
  await page.waitForSelector('#asked');
  await page.locator('.choice').first().focus();
  const asked = await page.locator('#asked').textContent();
  await page.keyboard.press('Enter');
  await page.waitForFunction((asked) => document.querySelector('.question h1')?.textContent !== asked, asked);
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.choice, .choice input, .count input')));
}));

test('what was told is saved and gone on with, also what nobody knew; and copied as text', () => on(DESKTOP, '', async (page) => {
  await page.waitForSelector('#asked');
  await say(page, await page.locator('.choice span').first().textContent());
  await say(page);
  const next = await page.locator('#asked').textContent();
  const download = async (button) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
    return readFileSync(await file.path(), 'utf8');
  };
  const [saved, facts] = [await download('Save'), await download('Save facts alone')];
  assert.deepEqual(JSON.parse(saved).facts, JSON.parse(facts));
  assert.equal(JSON.parse(saved).skipped.length, 1);
  const openFile = async (text) => {
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.waitForFunction(() => !document.querySelector('.said li'));
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Open' }).click()]);
    await chooser.setFiles({ name: 'file.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  await openFile(saved);
  await page.waitForSelector('.said li');
  assert.equal(await page.locator('#asked').textContent(), next, 'it goes on where it was');
  await openFile(facts);
  await page.waitForSelector('.said li');
  await openFile('{ "client.age_band": "adutl" }');
  await page.waitForFunction(() => /did you mean/.test(document.querySelector('.tools [role=status]').textContent));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await page.waitForFunction(() => /Copied/.test(document.querySelector('.tools [role=status]').textContent));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const headline = await page.locator('.headline span').textContent();
  assert.ok(copied.startsWith(headline.replace(/\.$/, '')), copied.slice(0, 200));
}));

test('a proviso is struck out, and asked', () => on(PHONE, '', async (page) => {
  await page.waitForSelector('.provisos .chip');
  const chip = page.locator('.provisos .chip').first();
  const words = await chip.locator('span').first().textContent();
  await chip.click();
  await page.waitForFunction((words) => ![...document.querySelectorAll('.provisos .chip span')].some((span) => span.textContent === words), words);
  assert.equal(await page.locator('.choice[aria-pressed=true]').count(), 0, 'nothing is taken to be so');
  await picture(page, 'ask-phone-struck');
  await page.goBack();
  await page.waitForFunction((words) => [...document.querySelectorAll('.provisos .chip span')].some((span) => span.textContent === words), words);
}));

for (const [name, options] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
  test(`at the end, what was taken to be so is looked at once more, on a ${name}`, () => on(options, '', async (page) => {
    await page.waitForSelector('#asked');
    for (let step = 0; step < 60 && (await page.locator('#asked').count()); step++) await say(page);
    const first = page.locator('.presumptions li').first();
    await first.waitFor();
    await picture(page, `ask-${name}-4-last-look`, { fullPage: true });
    await accessible(page);
    await fits(page);
    const words = await first.locator('p').textContent();
    await first.locator('.chip').first().click();
    await page.waitForFunction((words) => ![...document.querySelectorAll('.presumptions p')].some((p) => p.textContent === words), words);
    assert.equal(await page.locator('.said li').count(), 1, 'one tap says what is otherwise');
  }));
}

test('on a phone, the way to the answer and back to the question', () => on(PHONE, '', async (page) => {
  await page.waitForSelector('#asked');
  const inView = (selector) => page.waitForFunction((selector) => {
    const { top } = document.querySelector(selector).getBoundingClientRect();
    return top > -40 && top < innerHeight / 2;
  }, selector);
  await page.locator('.so-far').click();
  await inView('#answer');
  assert.notEqual(await page.locator('.so-far').evaluate((bar) => getComputedStyle(bar).backgroundColor), 'rgba(0, 0, 0, 0)', 'nothing shines through');
  await page.locator('.so-far', { hasText: 'To the question' }).click();
  await inView('#question');
  await page.locator('.so-far', { hasText: 'So far' }).waitFor();
}));

test('the second tap of two answers nothing', () => on(PHONE, '', async (page) => {
  await page.waitForSelector('#asked');
  const asked = await page.locator('#asked').textContent();
  await page.locator('.choice').first().dblclick({ delay: 60 });
  await page.waitForFunction((asked) => document.querySelector('#asked')?.textContent !== asked, asked);
  await page.waitForTimeout(300);
  assert.equal(await page.locator('.said li').count(), 1);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.waitForFunction((asked) => document.querySelector('#asked')?.textContent === asked, asked);
}));

test('no answer looks picked that a finger only rests on', () => on(PHONE, '', async (page) => {
  await page.waitForSelector('#asked');
  const ground = () => page.locator('.choice').first().evaluate((choice) => getComputedStyle(choice).backgroundColor);
  const before = await ground();
  await page.locator('.choice').first().hover();
  assert.equal(await ground(), before);
}));

test('what was not asked can be told', () => on(PHONE, '', async (page) => {
  await page.waitForSelector('#asked');
  await page.getByText('Tell something that was not asked').click();
  await page.getByLabel('Look for it').fill('interpreter');
  await accessible(page);
  await page.locator('.tell-more li button').first().click();
  await page.waitForFunction(() => /interpreter/i.test(document.querySelector('#asked').textContent));
  await say(page, 'yes');
  assert.match(await page.locator('.said').textContent(), /Interpreter.*yes/);
  await page.getByLabel('Look for it').fill('elephants');
  await page.getByText('The rules ask about nothing of that kind').waitFor();
}));

test('the first answer stands there soon', (t) => on(PHONE, '', async (page) => {
  await page.waitForSelector('.headline');
  const said = await page.evaluate(() => Math.round(performance.now()));
  t.diagnostic(`first answer after ${said} ms`);
}));

test('it prints the answer and what was said, and nothing to press', () => on(DESKTOP, '', async (page) => {
  await page.waitForSelector('#asked');
  await say(page, await page.locator('.choice span').first().textContent());
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'print');
  assert.equal(await page.locator('.question, .tools, .top').locator('visible=true').count(), 0);
  assert.ok(await page.locator('.headline').isVisible());
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, 'one page');
}));

test('in the dark', () => on({ ...DESKTOP, colorScheme: 'dark' }, '', async (page) => {
  await page.waitForSelector('.headline');
  await picture(page, 'ask-dark');
  await accessible(page);
}));

test('without a network, once it was opened', () => on(DESKTOP, '', async (page) => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.reload();
  await page.waitForSelector('.headline');
  await page.locator('nav a', { hasText: 'Write' }).click();
  await page.waitForSelector('.verdict.sound', { timeout: 60_000 });
}));

test('nothing is asked of any other host, and the policy has no holes', () => on(DESKTOP, '', async (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await page.waitForSelector('.headline');
  for (const place of ['Read', 'Write']) await page.locator('nav a', { hasText: place }).click();
  await page.waitForSelector('.verdict.sound', { timeout: 60_000 });
  assert.deepEqual(asked.filter((url) => !url.startsWith(host.address) && !url.startsWith('blob:')), []);
  const policy = await page.locator('meta[http-equiv]').getAttribute('content');
  assert.ok(policy.startsWith("default-src 'none'") && !/unsafe-inline|'unsafe-eval'|https?:|\*/.test(policy), policy);
}));

for (const [name, options] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
  test(`the handbook is read, on a ${name}`, () => on(options, '#read', async (page) => {
    await page.waitForSelector('.entry', { timeout: 60_000 });
    await page.getByLabel('Search').fill('tears grief');
    await page.waitForFunction(() => document.querySelectorAll('.entry').length < 40);
    await picture(page, `read-${name}-1-search`);
    await accessible(page);
    await fits(page);
    const rule = page.locator('.entry').first();
    const fact = rule.locator('a[href^="#read/fact/"]').first();
    const id = (await fact.getAttribute('href')).split('/')[2];
    await fact.click();
    await page.waitForFunction((id) => document.activeElement?.id === `fact/${id}`, id);
    assert.ok(await page.locator(`[id="fact/${id}"] summary`, { hasText: 'Used by' }).isVisible());
    await page.locator('.kinds a', { hasText: 'Maps' }).click();
    await page.waitForSelector('.cell');
    await picture(page, `read-${name}-2-maps`, { fullPage: true });
    await fits(page);
    await accessible(page);
    await page.locator('.map summary', { hasText: 'table' }).click();
    await page.locator('table button').first().click();
    await page.waitForFunction(() => document.querySelectorAll('.said li').length >= 2);
  }));
}

/** Pastes over the whole text of the editor. */
async function write(page, text) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.locator('.editor .cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
}

/** Opens a page that was downloaded, for as long as something runs. */
async function leaf(page, html, run) {
  const other = await page.context().newPage();
  await other.setContent(html);
  await run(other);
  await other.close();
}

const written = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('demeanor.draft')).text);
const verdict = (page, kind, text) => page.waitForFunction(
  ([kind, text]) => document.querySelector(`.verdict.${kind}`)?.textContent.includes(text) && !document.querySelector('.busy').textContent, [kind, text], { timeout: 60_000 });

test('a clinical lead changes a threshold, and sees what that changes', () => on(DESKTOP, '#write', async (page) => {
  await verdict(page, 'sound', 'can be used');
  await picture(page, 'write-1-begin');
  await accessible(page);
  await page.getByRole('button', { name: 'Change a threshold' }).click();
  const choice = page.locator('.forms select').first();
  await choice.selectOption({ index: (await choice.locator('option').allTextContents()).findIndex((text) => text.startsWith('heavy day')) });
  await page.getByLabel('New number').fill('4');
  await page.locator('[name=because]').fill('Sessions are long here.');
  await picture(page, 'write-2-threshold');
  await accessible(page);
  await page.getByRole('button', { name: 'Write it into' }).click();
  await page.waitForFunction(() => localStorage.getItem('demeanor.draft').includes('Sessions are long here.'));
  await verdict(page, 'sound', 'can be used');
  assert.match(await written(page), /"therapist\.sessions_today": \{ "at_least": 4/);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Board papers' }).click()]);
  const papers = readFileSync(await file.path(), 'utf8');
  assert.match(file.suggestedFilename(), /\.html$/);
  await leaf(page, papers, async (leaf) => {
    assert.deepEqual(await leaf.locator('h2').allTextContents(), ['What changes', 'Cases', 'Decision', 'Every place in full']);
    assert.match(await leaf.locator('table').first().textContent(), /Stricter: /);
    await picture(leaf, 'write-8-papers', { fullPage: true });
    await accessible(leaf);
  });
  await page.reload();
  await verdict(page, 'sound', 'can be used');
  assert.match(await written(page), /Sessions are long here/, 'nothing is lost by closing the page');
}));

test('an example clinic is changed, and what that changes is told apart from what it was', () => on(DESKTOP, '#write', async (page) => {
  await verdict(page, 'sound', 'can be used');
  await page.getByLabel('Begin from', { exact: true }).first().selectOption({ label: 'a bereavement service' });
  await page.waitForFunction(() => localStorage.getItem('demeanor.draft').includes('Riverside'));
  await verdict(page, 'sound', 'can be used');
  await page.getByLabel('Compared with').selectOption({ label: 'riverside.json, as it was opened' });
  await page.locator('.changes-made', { hasText: 'No situation is answered otherwise than by riverside.json' }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByLabel('What is it called?').fill('Watched by others');
  await page.getByLabel('Fact 1').selectOption({ label: 'Watched or recorded' });
  await page.getByLabel('Value 1').selectOption({ label: 'yes' });
  await page.getByLabel('and advise').selectOption({ label: 'Remind the client who was watching, and ask whether that is still all right.' });
  await page.locator('[name=because]').fill('So it was agreed.');
  await page.getByRole('button', { name: 'Write it into' }).click();
  await page.getByText('“Add a rule” is written into the document').waitFor();
  await verdict(page, 'sound', 'can be used');
  assert.match(await written(page), /"setting\.observed": true[^}]*\},\s*"should": \["tell_them_who_saw"\]/);
  assert.match(await page.locator('.changes-made').textContent(), /Remind the client who was watching/);
  page.once('dialog', (dialog) => dialog.dismiss());
  await page.getByLabel('Begin from', { exact: true }).first().selectOption({ label: 'a crisis line' });
  await page.waitForTimeout(200);
  assert.match(await written(page), /Watched by others/, 'a draft is not replaced unasked');
}));

test('a case is made of the situation that is tried', () => on(DESKTOP, '#write', async (page) => {
  await verdict(page, 'sound', 'can be used');
  await page.getByRole('button', { name: 'Add a case' }).click();
  await page.getByText('Put the situation together').waitFor();
  await page.getByLabel('Add a fact').selectOption({ label: 'Feeling' });
  await page.locator('.trial label', { hasText: /^Value/ }).locator('select').selectOption({ label: 'anger' });
  await page.getByText('with one known fact').waitFor();
}));

test('the page for writing prints what the rules do, and no editor', () => on(DESKTOP, '#write', async (page) => {
  await verdict(page, 'sound', 'can be used');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.editor, .bar, .forms, .trial').locator('visible=true').count(), 0);
  assert.ok(await page.locator('.changes-made').isVisible());
}));

test('a fault is marked at its place, says what to do, and is mended', () => on(DESKTOP, '#write', async (page) => {
  await verdict(page, 'sound', 'can be used');
  const text = await written(page);
  await write(page, text.replace('"should": ["tell_them_who_saw"]', '"should": ["tell_them_who_was"]'));
  await verdict(page, 'faulty', 'cannot be used yet');
  assert.match(await page.locator('.faults').textContent(), /did you mean tell_them_who_saw/);
  await page.getByRole('button', { name: /Go there/ }).first().click();
  await page.locator('.editor .cm-lintRange-error', { hasText: 'tell_them_who_was' }).first().waitFor();
  await picture(page, 'write-3-fault');
  await accessible(page);
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('editor')));
  await write(page, text);
  await verdict(page, 'sound', 'can be used');
}));

test('a rule with a case is added; one that breaks a safeguard is refused, and it is said why', () => on(DESKTOP, '', async (page) => {
  await page.waitForSelector('#asked');
  await page.evaluate(() => dispatchEvent(new CustomEvent('open-situation', { detail: { 'setting.channel': 'phone', 'expression.emotion': 'anger', 'expression.control': 'full' } })));
  await page.waitForFunction(() => document.querySelectorAll('.said li').length === 3);
  await page.locator('nav a', { hasText: 'Write' }).click();
  await verdict(page, 'sound', 'can be used');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByLabel('What is it called?').fill('On the phone, in words');
  await page.getByLabel('Value 1').selectOption({ label: 'anger' });
  await page.getByLabel('Value 2').selectOption({ label: 'by phone' });
  await page.getByLabel('Then at least').selectOption({ label: 'keep it brief' });
  await page.locator('[name=because]').fill('A voice alone carries anger further than a face does.');
  await picture(page, 'write-4-rule');
  await page.getByRole('button', { name: 'Write it into' }).click();
  await page.waitForFunction(() => localStorage.getItem('demeanor.draft').includes('on-the-phone-in-words'));
  await verdict(page, 'sound', 'can be used');
  await page.getByRole('button', { name: 'Add a case' }).click();
  await page.getByLabel('What is it called?').fill('Angry on the phone');
  await page.getByLabel(/do you expect/).selectOption({ label: 'keep it brief' });
  await page.locator('[name=because]').fill('It is what the rule is for.');
  await page.getByRole('button', { name: 'Write it into' }).click();
  await page.waitForFunction(() => /Angry on the phone/.test(document.querySelector('.cases')?.textContent));
  await verdict(page, 'sound', 'can be used');
  await page.waitForSelector('.trial .two');
  await picture(page, 'write-5-case', { fullPage: true });
  await accessible(page);
  const text = await written(page);
  await write(page, text.replace(/("on-the-phone-in-words"[^}]*?)"expression\.emotion": "anger",\s*/, '$1'));
  await verdict(page, 'faulty', 'refused');
  assert.match(await page.locator('.faults').textContent(), /safeguard .* does not hold/);
  await page.getByRole('button', { name: 'Go to the rule' }).first().click();
  await page.locator('.editor .cm-lintRange-error', { hasText: 'on-the-phone-in-words' }).first().waitFor();
  await picture(page, 'write-6-safeguard', { fullPage: true });
}));

test('the editor completes names and values, and 200 keystrokes are all there', () => on(DESKTOP, '#write', async (page) => {
  await verdict(page, 'sound', 'can be used');
  await page.waitForTimeout(500);
  await write(page, '{ "rules": [ { "when": { } } ] }');
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 25; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('"expression.em');
  await page.waitForSelector('.editor .cm-tooltip-autocomplete');
  await picture(page, 'write-7-complete');
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await page.keyboard.type('"ang');
  await page.waitForSelector('.editor .cm-tooltip-autocomplete li[aria-selected]');
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /"expression\.emotion": "anger"/.test(localStorage.getItem('demeanor.draft').replaceAll('\\"', '"')));
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  const typed = Array.from({ length: 200 }, (_, index) => 'abcdefghij'[index % 10]).join('');
  await page.keyboard.type(typed);
  await page.waitForFunction((typed) => JSON.parse(localStorage.getItem('demeanor.draft')).text === typed, typed);
}));

test('on a phone, writing fits', () => on(PHONE, '#write', async (page) => {
  await verdict(page, 'sound', 'can be used');
  await page.waitForSelector('.trial .two');
  await fits(page);
  await picture(page, 'write-phone', { fullPage: true });
  await accessible(page);
}));

test('the picture for the README is as the page looks', () => on({ viewport: { width: 1080, height: 720 } }, '', async (page) => {
  await page.waitForSelector('.headline');
  await page.evaluate(() => dispatchEvent(new CustomEvent('open-situation', { detail: {
    'expression.emotion': 'sadness', 'expression.form': ['moist_eyes'], 'expression.intensity': 'mild', 'expression.direction': 'for_client',
    'client.age_band': 'adult', 'client.presentation': ['grief'], 'relationship.alliance': 'strong', 'timing.event_phase': 'happening' } })));
  await page.waitForFunction(() => document.querySelectorAll('.said li').length >= 8);
  await picture(page, 'picture');
}));
