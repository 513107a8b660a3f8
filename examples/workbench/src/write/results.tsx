import type { CaseRun, Diagnostic, Finding, Region } from 'demeanor';
import { useState } from 'preact/hooks';
import { Marked } from '../parts/marked';
import { Sign } from '../parts/sign';
import { openSituation } from '../parts/told';
import { MODALITIES, shareInWords, STANCES, STANCE_IDS } from '../parts/words';
import type { Changes, Draft, Looked } from './draft';
import { rangeOf } from './editor';

/** What a draft comes to: faults first, then what it changes, its cases, and what was found over all situations. */
export function Results({ draft, show }: { draft: Draft; show(at: number): void }) {
  const { looked, busy } = draft;
  if (!looked) return <p class="card verdict" role="status">Looking at it …</p>;
  const { check, changes } = looked;
  const unmet = check.cases?.filter((run) => run.unmet.length > 0) ?? [];
  return (
    <>
      <p class={`card verdict ${check.proved ? 'sound' : 'faulty'}`} role="status">
        {verdict(looked)}
        <span class="busy">{busy ? 'Looking at what you wrote …' : ''}</span>
      </p>
      {check.diagnostics.length > 0 && <Faults looked={looked} show={show} />}
      {changes && <ChangesMade changes={changes} draft={draft} />}
      {check.cases && <Cases cases={check.cases} unmet={unmet} />}
      {check.findings && check.findings.length > 0 && <Findings heading="Found over all situations" findings={check.findings} />}
      {check.notes && check.notes.length > 0 && (
        <details class="card">
          <summary>Worth knowing, and no fault ({check.notes.length})</summary>
          <Findings findings={check.notes} />
        </details>
      )}
    </>
  );
}

/** Can the rules be used, in a sentence. */
export function verdict({ check }: Looked): string {
  const errors = check.diagnostics.filter(({ severity }) => severity === 'error');
  const broken = errors.filter(({ code }) => code.startsWith('safeguard-'));
  if (check.proved) return 'These rules can be used: nothing is wrong, and every safeguard is proved to hold in every situation.';
  if (broken.length === errors.length) {
    return `These rules are refused: ${counted(broken.length, 'safeguard')} would no longer hold. Below stands where, and which rule does it.`;
  }
  return `These rules cannot be used yet: ${counted(errors.length, 'fault')}.`;
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function Faults({ looked, show }: { looked: Looked; show(at: number): void }) {
  const { check, document } = looked;
  return (
    <section class="card faults" aria-labelledby="faults">
      <h2 id="faults">What to mend</h2>
      <ul>
        {check.diagnostics.slice(0, 50).map((diagnostic) => (
          <li class={diagnostic.severity}>
            <Fault diagnostic={diagnostic} at={rangeOf(document.text, diagnostic, document.name)?.from} show={show} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fault({ diagnostic, at, show }: { diagnostic: Diagnostic; at: number | undefined; show(at: number): void }) {
  const { place, message, help, code, severity } = diagnostic;
  const where = place.position ? `${place.document}, line ${place.position.line}` : place.document;
  // A safeguard that does not hold says where: all that is known there.
  const example = code.startsWith('safeguard-') ? message.indexOf(', with ') : -1;
  const safeguard = example >= 0 ? /`([^`]+)`/.exec(message)?.[1] : undefined;
  return (
    <>
      <p class="message">
        <strong>{severity === 'error' ? 'Fault' : 'Warning'}</strong> <Marked text={example < 0 ? message : `${message.slice(0, example)}.`} />
      </p>
      {example >= 0 && (
        <details>
          <summary>For example where</summary>
          {message.slice(example + ', with '.length)}
        </details>
      )}
      {help && <p class="help"><Marked text={help} /></p>}
      <p class="where">
        {at === undefined ? where : <button type="button" class="link" onClick={() => show(at)}>{safeguard ? 'Go to the rule' : `Go there (${where})`}</button>}{' '}
        {safeguard && <a href={`#read/safeguard/${safeguard}`}>What this safeguard is for</a>} <code>{code}</code>
      </p>
    </>
  );
}

function ChangesMade({ changes: { comparison, words, from: before, texts }, draft }: { changes: Changes; draft: Draft }) {
  const { stances, advice, unknown, undecided } = comparison;
  const nothing = stances.length + advice.length + unknown.length + undecided.length === 0;
  return (
    <section class="card changes-made" aria-labelledby="changes-made">
      <h2 id="changes-made">What changes</h2>
      {draft.opened && (
        <label>
          Compared with
          <select value={String(draft.sinceOpened)} onChange={({ currentTarget }) => draft.compareSinceOpened(currentTarget.value === 'true')}>
            <option value="false">the rules that ship</option>
            <option value="true">{draft.opened.name}, as it was opened</option>
          </select>
        </label>
      )}
      {nothing && <p>No situation is answered otherwise than by {before}.</p>}
      {stances.length > 0 && (
        <ul>
          {stances.map(({ from, to, share, more, regions }, index) => (
            <li>
              <h3>
                <Sign stance={from} /> <span>{STANCES[from]}</span> <span aria-label="becomes">→</span> <Sign stance={to} /> <span>{STANCES[to]}</span>
                <span class={stricter(from, to) ? 'stricter' : 'looser'}>{stricter(from, to) ? 'stricter' : 'looser'}</span>
              </h3>
              <p>In {shareInWords(share)} of all situations:</p>
              <Regions words={words.stances[index]!} regions={regions} more={more} />
            </li>
          ))}
        </ul>
      )}
      {advice.length > 0 && (
        <details>
          <summary>Other advice under the same stance ({advice.length})</summary>
          <ul>
            {advice.map(({ action, from, to, share }, index) => (
              <li>
                <p>
                  {texts[action] ?? action} <strong>{to ? MODALITIES[to].toLowerCase() : 'no longer advised'}</strong>
                  {from && `, was ${MODALITIES[from].toLowerCase()}`} ({shareInWords(share)} of all situations)
                </p>
                <div class="where"><Where text={words.advice[index]?.[0] ?? ''} /></div>
              </li>
            ))}
          </ul>
        </details>
      )}
      {unknown.length > 0 && <p>{counted(unknown.length, 'change')} of the stance only while something is not known.</p>}
      {undecided.map((text) => <p class="problem">{text}</p>)}
    </section>
  );
}

/** Where it changes: two regions at first, each with a situation that shows it. */
function Regions({ words, regions, more }: { words: string[]; regions: readonly Region[]; more: boolean }) {
  const [all, setAll] = useState(false);
  const shown = all ? words : words.slice(0, 2);
  return (
    <ul class="regions">
      {shown.map((text, at) => (
        <li>
          <Where text={text} /> <button type="button" class="link" onClick={() => openSituation(regions[at]!.example)}>an example</button>
        </li>
      ))}
      {shown.length < words.length && <li><button type="button" class="link" onClick={() => setAll(true)}>{words.length - shown.length} more places</button></li>}
      {all && more && <li>and elsewhere</li>}
    </ul>
  );
}

/** A region in words: the first few facts, and the others where somebody wants them. */
function Where({ text }: { text: string }) {
  const short = shortened(text);
  if (!short) return <>{text}</>;
  return (
    <details class="region">
      <summary>{short}</summary>
      {text.slice(short.length)}
    </details>
  );
}

/** The first few facts of a region in words that are too many. */
export function shortened(text: string): string | undefined {
  const cut = text.length > 200 ? text.indexOf('; ', 140) : -1;
  return cut < 0 ? undefined : `${text.slice(0, cut)} …`;
}

export function stricter(from: (typeof STANCE_IDS)[number], to: (typeof STANCE_IDS)[number]): boolean {
  return STANCE_IDS.indexOf(to) > STANCE_IDS.indexOf(from);
}

function Cases({ cases, unmet }: { cases: CaseRun[]; unmet: CaseRun[] }) {
  const heading = cases.length === 0 ? 'No cases yet' : unmet.length === 0 ? `All ${counted(cases.length, 'case')} met` : `${unmet.length} of ${counted(cases.length, 'case')} not met`;
  return (
    <section class="card cases" aria-labelledby="cases">
      <h2 id="cases">{heading}</h2>
      <ul>
        {[...unmet, ...cases.filter((run) => run.unmet.length === 0)].map((run) => (
          <li class={run.unmet.length > 0 ? 'unmet' : 'met'}>
            <p>
              <span class="mark" aria-hidden="true">{run.unmet.length > 0 ? '✗' : '✓'}</span>
              <span class="unseen">{run.unmet.length > 0 ? 'Not met: ' : 'Met: '}</span>
              {run.title} <button type="button" class="link" onClick={() => openSituation(run.situation)}>open it</button>
            </p>
            {run.unmet.map((text) => <p class="help"><Marked text={text} /></p>)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Findings({ heading, findings }: { heading?: string; findings: Finding[] }) {
  return (
    <section class={heading ? 'card findings' : 'findings'}>
      {heading && <h2>{heading}</h2>}
      <ul>
        {findings.map(({ code, message, share, witness }) => (
          <li>
            <p><Marked text={message} />{share !== null && ` (${shareInWords(share)} of all situations)`}</p>
            <p class="where">
              {witness && <button type="button" class="link" onClick={() => openSituation(witness)}>an example</button>} <code>{code}</code>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
