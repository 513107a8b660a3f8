import type { Fact, FactValue, InterviewQuestion } from 'demeanor/answer';
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { About, Course, Stand } from './course';
import { LastLook } from './last-look';

interface Given {
  course: Course;
  about: About;
  stand: Stand;
  heading: RefObject<HTMLHeadingElement | null>;
}

/** The question that comes next, or that somebody chose. */
export function QuestionCard({ course, about, stand, heading }: Given) {
  const id = course.chosen ?? stand.question?.fact;
  const fact = about.facts.find((fact) => fact.id === id);
  if (!fact) return <LastLook course={course} stand={stand} heading={heading} />;
  const known = stand.facts[fact.id];
  return (
    <form class="card question" onSubmit={(event) => event.preventDefault()} key={fact.id}>
      <h1 ref={heading} tabIndex={-1} id="asked">{fact.ask}</h1>
      {fact.note && <p class="note" id="asked-note">{fact.note}</p>}
      <Choices fact={fact} about={about} known={known} answer={(value) => course.answer(fact.id, value)} />
      <div class="row">
        <button type="button" class="quiet" onClick={() => course.skip(fact.id)}>
          {known === undefined ? 'I don’t know, go on' : 'Not known after all'}
        </button>
        {course.canGoBack && <button type="button" class="quiet" onClick={course.back}>Back</button>}
      </div>
      {fact.why && (
        <details>
          <summary>Why this is asked</summary>
          <p>{fact.why}</p>
        </details>
      )}
      {!course.chosen && <p class="left">{reason(stand.question)}{left(course.remaining)}</p>}
    </form>
  );
}

function left(remaining: number | undefined): string {
  if (remaining === 1) return 'This is the last question.';
  const most = remaining === undefined ? '' : ` At most ${remaining} questions are left.`;
  return `You can stop at any time: the answer so far is always there.${most}`;
}

/** What a question is for, where that is not plain. */
function reason(question: InterviewQuestion | null): string {
  if (question?.part === 'safety') return 'This bears on safety. ';
  if (question?.part === 'advice') return 'How to hold the feeling is clear; this decides what else has to be done. ';
  return '';
}

interface ChoicesGiven {
  fact: Fact;
  about: About;
  known: FactValue | undefined;
  answer(value: FactValue): void;
}

function Choices(given: ChoicesGiven) {
  const { fact, about, known, answer } = given;
  switch (fact.kind) {
    case 'several':
      return <Several {...given} />;
    case 'count':
      return <Count {...given} />;
    default: {
      const { yes, no } = about.edition.wording;
      const options: { value: FactValue; label: string; note?: string | null }[] =
        fact.kind === 'flag'
          ? [{ value: true, label: yes }, { value: false, label: no }]
          : fact.options.map(({ id, label, note }) => ({ value: id, label, note }));
      // The second tap of two would answer the next question, unread.
      return (
        <ul class={`choices ${options.length > 8 ? 'many' : ''}`}>
          {options.map(({ value, label, note }) => (
            <li>
              <button type="button" class="choice" aria-pressed={known === value} onClick={({ detail }) => detail < 2 && answer(value)}>
                <span>{label}</span>
                {note && <small>{note}</small>}
              </button>
            </li>
          ))}
        </ul>
      );
    }
  }
}

function Several({ fact, known, answer }: ChoicesGiven) {
  const [ticked, setTicked] = useState<string[]>(Array.isArray(known) ? known : []);
  const toggle = (id: string) =>
    setTicked(ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id]);
  return (
    <>
      <fieldset aria-labelledby="asked">
        <ul class={`choices ${fact.options.length > 8 ? 'many' : ''}`}>
          {fact.options.map(({ id, label, note }) => (
            <li>
              <label class="choice">
                <input type="checkbox" checked={ticked.includes(id)} onChange={() => toggle(id)} />
                <span>{label}</span>
                {note && <small>{note}</small>}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <button
        type="button"
        class="main"
        onClick={() => answer(fact.options.map(({ id }) => id).filter((id) => ticked.includes(id)))}
      >
        {ticked.length === 0 ? 'None of these' : 'Go on'}
      </button>
    </>
  );
}

function Count({ fact, known, answer }: ChoicesGiven) {
  const [text, setText] = useState(known === undefined ? '' : String(known));
  const { min = 0, max = null, unit = null } = fact.range ?? {};
  const count = /^\d{1,10}$/.test(text.trim()) ? Number(text) : undefined;
  const wrong = text.trim() !== '' && (count === undefined || count < min || (max !== null && count > max));
  const limits = max === null ? `${min} or more` : `${min} to ${max}`;
  return (
    <div class="count">
      <input
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-labelledby="asked"
        aria-describedby="count-limits"
        aria-invalid={wrong}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && count !== undefined && !wrong && answer(count)}
      />
      {unit && <span>{unit}</span>}
      <button type="button" class="main" disabled={count === undefined || wrong} onClick={() => answer(count!)}>
        Go on
      </button>
      <small id="count-limits" class={wrong ? 'problem' : ''}>A whole number, {limits}.</small>
    </div>
  );
}
