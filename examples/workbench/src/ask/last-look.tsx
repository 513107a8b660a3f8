import type { FactValue, Presumed, Stance } from 'demeanor/answer';
import type { RefObject } from 'preact';
import { stancesInWords } from '../parts/words';
import type { Course, Stand } from './course';
import { toAnswer } from './to-answer';

interface Given {
  course: Course;
  stand: Stand;
  heading: RefObject<HTMLHeadingElement | null>;
}

/** So many presumptions stand open; and of each so many other answers. */
const [OPEN, OTHERS] = [6, 3];

/** Nothing is left to ask: one last look at what was taken to be so. A tap says that it is otherwise, or not known. */
export function LastLook({ course, stand, heading }: Given) {
  const { guidance, presumed } = stand;
  const entry = (entry: Presumed) => <Presumption entry={entry} stance={guidance.stance} course={course} />;
  return (
    <div class="card question">
      <h1 ref={heading} tabIndex={-1}>{presumed.length > 0 ? 'Is all of this so?' : 'Nothing more to ask'}</h1>
      <p>{presumed.length > 0 ? 'You did not say this, and the answer takes it to be so. Touch what is otherwise.' : left(stand)}</p>
      <ul class="presumptions">{presumed.slice(0, OPEN).map(entry)}</ul>
      {presumed.length > OPEN && (
        <details>
          <summary>{presumed.length - OPEN} more</summary>
          <ul class="presumptions">{presumed.slice(OPEN).map(entry)}</ul>
        </details>
      )}
      <div class="row">
        <button type="button" class="main" onClick={toAnswer}>{presumed.length > 0 ? 'All of it is so: to the answer' : 'To the answer'}</button>
        {course.canGoBack && <button type="button" class="quiet" onClick={course.back}>Back</button>}
      </div>
    </div>
  );
}

function left({ guidance }: Stand): string {
  return guidance.settled
    ? 'Nothing that is still unknown can change the answer.'
    : 'What is still unknown could change the answer; what is worth finding out is listed with it.';
}

function Presumption({ entry, stance, course }: { entry: Presumed; stance: Stance; course: Course }) {
  const { fact, label, words, safety, value } = entry;
  const others = entry.otherwise.slice(0, entry.otherwise.length > OTHERS + 1 ? OTHERS : OTHERS + 1).flatMap((other) => {
    const instead = valueOf(other.answer, value);
    return instead === undefined ? [] : [{ ...other, instead }];
  });
  return (
    <li class={safety ? 'safety' : ''}>
      <p>{label}: <strong>{words}</strong></p>
      <div class="row" role="group" aria-label={`${label}, otherwise`}>
        {others.map(({ instead, words, stances }) => (
          <button type="button" class="chip" onClick={() => course.answer(fact, instead)}>
            <span>{words}</span>
            {!stances.includes(stance) && <small>then {stancesInWords(stances)}</small>}
          </button>
        ))}
        {others.length < entry.otherwise.length && (
          <button type="button" class="chip" onClick={() => course.choose(fact)}>Something else<span class="unseen"> of: {label}</span></button>
        )}
        <button type="button" class="chip" onClick={() => course.answer(fact, null)}>Not known<span class="unseen">: {label}</span></button>
      </div>
    </li>
  );
}

/** The value that an answer gives in place of the one that was presumed; none where it leaves several. */
function valueOf(answer: Presumed['otherwise'][number]['answer'], presumed: FactValue): FactValue | undefined {
  if (typeof answer !== 'object' || Array.isArray(answer)) return answer;
  const options = Array.isArray(presumed) ? presumed : [];
  if ('includes' in answer) return [...options, answer.includes];
  if ('includes_none' in answer) return options.filter((option) => !answer.includes_none.includes(option));
  return answer.at_least === answer.at_most ? answer.at_least : undefined;
}
