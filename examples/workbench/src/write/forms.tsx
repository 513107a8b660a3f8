import type { Document, FactValue } from 'demeanor';
import { useEffect, useState } from 'preact/hooks';
import { rules } from '../engine/client';
import { STANCE_IDS, STANCES } from '../parts/words';
import type { Draft } from './draft';
import { type RuleSet, thresholds, withThreshold } from './changes';

/** What a form chooses from: what ships, and all of it with the draft. */
interface Known {
  shipped: readonly RuleSet[];
  all: readonly RuleSet[];
}

interface FormGiven {
  known: Known;
  /** The situation that is tried. */
  facts: Readonly<Record<string, FactValue>>;
  make(change: (document: RuleSet) => void): void;
}

const FORMS: { label: string; Form: (given: FormGiven) => preact.JSX.Element }[] = [
  { label: 'Change a threshold', Form: Threshold },
  { label: 'Add a rule', Form: Rule },
  { label: 'Withdraw a rule', Form: Withdraw },
  { label: 'Say something in other words', Form: Reword },
  { label: 'Add a case', Form: Case },
];

interface FormsGiven {
  draft: Draft;
  replace(text: string): void;
  say(text: string): void;
  facts: Readonly<Record<string, FactValue>>;
}

/** The commonest changes as questions and answers; each is written into the document, where it can be seen. */
export function Forms({ draft, replace, say, facts }: FormsGiven) {
  const [chosen, setChosen] = useState<number>();
  const [shipped, setShipped] = useState<RuleSet[]>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    rules.ask('standard').then((documents: Document[]) => setShipped(documents.map(({ text }) => JSON.parse(text))));
  }, []);
  const make = async (change: (document: RuleSet) => void) => {
    try {
      const document = JSON.parse(draft.text) as RuleSet;
      change(document);
      replace(await rules.ask('format', { name: draft.name, text: JSON.stringify(document) }));
      say(`“${FORMS[chosen!]!.label}” is written into the document; the editor shows where.`);
      setChosen(undefined);
      setProblem('');
    } catch (error) {
      setProblem(`The document cannot be changed while it cannot be read: ${(error as Error).message.split('\n')[0]}`);
    }
  };
  const Form = chosen === undefined ? undefined : FORMS[chosen]!.Form;
  return (
    <section class="forms" aria-label="Common changes">
      <div class="row">
        {FORMS.map(({ label }, index) => (
          <button type="button" aria-expanded={chosen === index} onClick={() => setChosen(chosen === index ? undefined : index)}>{label}</button>
        ))}
      </div>
      {Form && shipped && <div class="card"><Form known={{ shipped, all: [...shipped, ...readable(draft.text)] }} facts={facts} make={make} /></div>}
      {problem && <p class="problem" role="alert">{problem}</p>}
    </section>
  );
}

/** A document, where its text can be read as one. */
function readable(text: string): RuleSet[] {
  try {
    const document = JSON.parse(text);
    return typeof document === 'object' && document !== null ? [document] : [];
  } catch {
    return [];
  }
}

function fieldsOf(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  return Object.fromEntries([...new FormData(event.currentTarget as HTMLFormElement)].map(([name, value]) => [name, String(value).trim()]));
}

function Because() {
  return <label class="wide">Why? Therapists read this as the reason.<textarea name="because" required rows={2} /></label>;
}

function Threshold({ known, make }: FormGiven) {
  const all = thresholds(known.all);
  const [chosen, setChosen] = useState(0);
  const threshold = all[chosen];
  const write = (event: SubmitEvent) => {
    const { number, because } = fieldsOf(event);
    if (threshold) make((document) => withThreshold(document, threshold, Number(number), because!));
  };
  return (
    <form onSubmit={write}>
      <label>Which?<select onChange={({ currentTarget }) => setChosen(currentTarget.selectedIndex)}>{all.map(({ words }) => <option>{words}</option>)}</select></label>
      <label>New number<input name="number" required inputMode="numeric" pattern="[0-9]+" key={chosen} defaultValue={String(threshold?.value ?? '')} /></label>
      <Because />
      <button class="main">Write it into the document</button>
    </form>
  );
}

const YES_OR_NO = [{ id: 'true', label: 'yes' }, { id: 'false', label: 'no' }];

function Rule({ known, make }: FormGiven) {
  const facts = known.all.flatMap(({ facts }) => facts ?? []).map((fact) => (fact.kind === 'flag' ? { ...fact, options: YES_OR_NO } : fact)).filter(({ options }) => options);
  const actions = known.all.flatMap(({ actions }) => actions ?? []);
  const [when, setWhen] = useState<string[]>(['expression.emotion', 'setting.channel']);
  const write = (event: SubmitEvent) => {
    const { title, stance, advice, because, ...values } = fieldsOf(event);
    const pairs = when.map((fact, index) => [fact, values[`value${index}`]] as const).filter(([, value]) => value);
    make((document) => {
      document.rules = [...(document.rules ?? []), {
        id: idOf(title!, (document.rules ?? []).map(({ id }) => id)), title,
        when: Object.fromEntries(pairs.map(([fact, value]) => [fact, test(facts.find(({ id }) => id === fact)?.kind, value!)])),
        ...(stance ? { at_least: stance } : {}), ...(advice ? { should: [advice] } : {}),
        because, authority: 'clinic_policy', strength: 'good_practice', certainty: 'not_applicable',
      }];
    });
  };
  return (
    <form onSubmit={write}>
      <label class="wide">What is it called?<input name="title" required maxLength={80} /></label>
      {when.map((chosen, index) => (
        <fieldset class="pair">
          <legend>{index === 0 ? 'When' : 'and'}</legend>
          <select aria-label={`Fact ${index + 1}`} value={chosen} onChange={({ currentTarget }) => setWhen(when.with(index, currentTarget.value))}>
            {facts.map(({ id, label }) => <option value={id}>{label ?? id}</option>)}
          </select>
          <select aria-label={`Value ${index + 1}`} name={`value${index}`} key={chosen}>
            <option value="">whatever it is</option>
            {facts.find(({ id }) => id === chosen)?.options?.map(({ id, label }) => <option value={id}>{label}</option>)}
          </select>
        </fieldset>
      ))}
      <button type="button" class="quiet" onClick={() => setWhen([...when, 'client.age_band'])}>One more condition</button>
      <span class="break" />
      <label>Then at least<select name="stance"><option value="">no limit</option>{STANCE_IDS.slice(1).map((id) => <option value={id}>{STANCES[id]}</option>)}</select></label>
      <label>and advise<select name="advice"><option value="">nothing more</option>{actions.map(({ id, text }) => <option value={id}>{text}</option>)}</select></label>
      <Because />
      <button class="main">Write it into the document</button>
    </form>
  );
}

/** The condition that a fact has a value. */
function test(kind: string | undefined, value: string): unknown {
  if (kind === 'flag') return value === 'true';
  return kind === 'several' ? { includes: value } : value;
}

function Withdraw({ known, make }: FormGiven) {
  const open = known.shipped.flatMap(({ rules }) => rules ?? []).filter(({ authority }) => authority === 'guidance' || authority === 'clinic_policy');
  const write = (event: SubmitEvent) => {
    const { rule, because } = fieldsOf(event);
    make((document) => {
      document.withdraw = [...(document.withdraw ?? []), { rule, because }];
    });
  };
  return (
    <form onSubmit={write}>
      <label class="wide">Which rule no longer applies here?<select name="rule">{open.map(({ id, title }) => <option value={id}>{title}</option>)}</select></label>
      <Because />
      <button class="main">Write it into the document</button>
    </form>
  );
}

function Reword({ make }: FormGiven) {
  const write = (event: SubmitEvent) => {
    const { stance, text } = fieldsOf(event);
    make((document) => {
      document.wording = { ...document.wording, [stance!]: text! };
    });
  };
  return (
    <form onSubmit={write}>
      <label>The sentence of which answer?<select name="stance">{STANCE_IDS.map((id) => <option value={id}>{STANCES[id]}</option>)}</select></label>
      <label class="wide">In your words<input name="text" required /></label>
      <button class="main">Write it into the document</button>
    </form>
  );
}

function Case({ facts, make }: FormGiven) {
  const count = Object.keys(facts).length;
  const write = (event: SubmitEvent) => {
    const { title, stance, because } = fieldsOf(event);
    make((document) => {
      document.cases = [...(document.cases ?? []), {
        id: idOf(title!, (document.cases ?? []).map(({ id }) => id)), title, situation: facts, expect: { stance: [stance] }, because,
      }];
    });
  };
  if (count === 0) return <p>Put the situation together under “Try a situation” first, or tell it in “Ask”; it becomes the case.</p>;
  return (
    <form onSubmit={write}>
      <p class="wide">The situation under “Try a situation”, with {count === 1 ? 'one known fact' : `${count} known facts`}, becomes a case.</p>
      <label class="wide">What is it called?<input name="title" required maxLength={80} /></label>
      <label>Which answer do you expect?<select name="stance">{STANCE_IDS.map((id) => <option value={id}>{STANCES[id]}</option>)}</select></label>
      <Because />
      <button class="main">Write it into the document</button>
    </form>
  );
}

/** A name made of a title, that nothing else has. */
function idOf(title: string, taken: readonly string[]): string {
  const name = title.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'unnamed';
  let id = /^[a-z]/.test(name) ? name : `r-${name}`;
  for (let number = 2; taken.includes(id); number++) id = `${name}-${number}`;
  return id;
}
