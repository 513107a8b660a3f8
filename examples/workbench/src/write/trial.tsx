import type { Fact, FactValue, Guidance } from 'demeanor';
import { useEffect, useState } from 'preact/hooks';
import { rules } from '../engine/client';
import { Sign } from '../parts/sign';
import { told } from '../parts/told';
import { inWords, MODALITIES } from '../parts/words';
import type { Draft } from './draft';

interface Tried {
  before: Guidance;
  after: Guidance;
  facts: readonly Fact[];
}

interface TrialGiven {
  draft: Draft;
  facts: Readonly<Record<string, FactValue>>;
  set(facts: Readonly<Record<string, FactValue>>): void;
}

/** A situation under the rules that ship and under the draft, side by side. */
export function Trial({ draft, facts, set: setFacts }: TrialGiven) {
  const [tried, setTried] = useState<Tried>();
  const [problem, setProblem] = useState('');
  const sound = draft.looked?.check.proved ? draft.looked.document : undefined;
  useEffect(() => {
    if (!sound) return;
    let current = true;
    rules.ask('tried', sound, facts).then(
      (answers) => current && (setTried(answers), setProblem('')),
      (error: Error) => current && setProblem(error.message.split('\n')[0] ?? ''),
    );
    return () => {
      current = false;
    };
  }, [sound, facts]);
  const cases = draft.looked?.check.cases ?? [];
  const choose = (chosen: string) => {
    const run = cases.find((run) => run.case === chosen);
    setFacts(run ? run.situation : chosen === 'told' ? told.facts : {});
  };
  return (
    <section class="card trial" aria-labelledby="trial">
      <h2 id="trial">Try a situation</h2>
      <label>
        Begin from
        <select onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <option value="told">what was told in “Ask”</option>
          <option value="nothing">nothing known</option>
          {cases.map((run) => <option value={run.case}>{run.title}</option>)}
        </select>
      </label>
      {tried && <Facts facts={facts} tried={tried} set={setFacts} />}
      {problem && <p class="problem" role="alert">{problem}</p>}
      {!sound && draft.looked && <p class="where">The draft answers once its faults are mended; until then, this is what it said before.</p>}
      {tried && (
        <div class="two">
          <Side heading="By the rules that ship" guidance={tried.before} other={tried.after} />
          <Side heading="By your draft" guidance={tried.after} other={tried.before} />
        </div>
      )}
    </section>
  );
}

interface FactsGiven {
  facts: Readonly<Record<string, FactValue>>;
  tried: Tried;
  set(facts: Readonly<Record<string, FactValue>>): void;
}

function Facts({ facts, tried, set }: FactsGiven) {
  const [chosen, setChosen] = useState('');
  const { wording } = tried.after.guideline;
  const fact = tried.facts.find(({ id }) => id === chosen);
  const without = (id: string) => Object.fromEntries(Object.entries(facts).filter(([other]) => other !== id));
  return (
    <>
      <ul class="known">
        {tried.facts.filter(({ id }) => facts[id] !== undefined).map((fact) => (
          <li>
            {fact.label}: {inWords(fact, facts[fact.id]!, wording)}
            <button type="button" class="take" aria-label={`Take out: ${fact.label}`} onClick={() => set(without(fact.id))}>×</button>
          </li>
        ))}
      </ul>
      <div class="row">
        <label>
          Add a fact
          <select value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
            <option value="">…</option>
            {tried.facts.map(({ id, label }) => <option value={id}>{label}</option>)}
          </select>
        </label>
        {fact && <Value key={fact.id} fact={fact} yes={wording.yes} no={wording.no} take={(value) => (set({ ...without(fact.id), [fact.id]: value }), setChosen(''))} />}
      </div>
    </>
  );
}

function Value({ fact, yes, no, take }: { fact: Fact; yes: string; no: string; take(value: FactValue): void }) {
  if (fact.kind === 'count') {
    return <label>Value<input inputMode="numeric" onChange={({ currentTarget: { value } }) => /^\d+$/.test(value) && take(Number(value))} /></label>;
  }
  const options: [FactValue, string][] =
    fact.kind === 'flag' ? [[true, yes], [false, no]] : fact.options.map(({ id, label }) => [fact.kind === 'several' ? [id] : id, label]);
  return (
    <label>
      Value
      <select onChange={({ currentTarget }) => options[currentTarget.selectedIndex - 1] && take(options[currentTarget.selectedIndex - 1]![0])}>
        <option>…</option>
        {options.map(([, label]) => <option>{label}</option>)}
      </select>
    </label>
  );
}

/** One answer; what the other has not is marked. */
function Side({ heading, guidance, other }: { heading: string; guidance: Guidance; other: Guidance }) {
  const known = new Set(other.advice.map(({ action, modality }) => `${action} ${modality}`));
  return (
    <div class={guidance.stance}>
      <h3>{heading}</h3>
      <p class="headline"><Sign stance={guidance.stance} /><span>{guidance.headline}</span></p>
      <ul class="advice">
        {guidance.advice.map(({ action, modality, text }) => (
          <li class={`${modality} ${known.has(`${action} ${modality}`) ? '' : 'differs'}`}>
            <span class="modality">{MODALITIES[modality]}</span> <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
