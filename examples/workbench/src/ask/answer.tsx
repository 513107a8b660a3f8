import type { Advice, Guidance, Question, Stance } from 'demeanor/answer';
import { Sign } from '../parts/sign';
import { MODALITIES, MOMENTS, STANCES, stancesInWords } from '../parts/words';
import type { About, Course, Stand } from './course';
import { Further } from './further';
import { Provisos } from './provisos';
import { Reasons, ReasonText } from './reasons';

/** The answer for what is known: what to do first, then why, then what is not known. */
export function Answer({ course, about, stand }: { course: Course; about: About; stand: Stand }) {
  const { guidance } = stand;
  const decisive = guidance.reasons.filter(({ decisive, kind }) => decisive && kind === 'rule');
  const because = (decisive.length > 0 ? decisive : guidance.reasons.filter(({ decisive }) => decisive)).slice(0, 2);
  return (
    <section class={`answer card ${guidance.stance}`} id="answer" tabIndex={-1} aria-labelledby="headline">
      <h2 class="headline" id="headline">
        <Sign stance={guidance.stance} />
        <span>{guidance.headline}</span>
      </h2>
      <p class="state">{state(guidance)}</p>
      <AdviceByMoment guidance={guidance} about={about} />
      <Provisos course={course} guidance={guidance} />
      {because.length > 0 && (
        <section aria-labelledby="why">
          <h3 id="why">Why</h3>
          {because.map((reason) => <ReasonText reason={reason} />)}
        </section>
      )}
      {guidance.against && (
        <section aria-labelledby="but">
          <h3 id="but">But</h3>
          <p>{guidance.against.text}</p>
        </section>
      )}
      <FindOut course={course} guidance={guidance} />
      <Reasons about={about} guidance={guidance} />
      <Further course={course} about={about} stand={stand} />
      <footer>
        {guidance.guideline.stamps.map(({ text }) => <p class="stamp">{text}</p>)}
        <p>
          This supports your judgement and does not replace it. {guidance.guideline.title} {guidance.guideline.version}.
        </p>
      </footer>
    </section>
  );
}

/** Is the answer settled, and if not, what could it still be? */
function state({ settled, possible, presumed, stance }: Guidance): string {
  if (settled) {
    const rests = presumed.some(({ otherwise }) => otherwise.some(({ stances }) => stances.some((other) => other !== stance)));
    return rests ? 'Settled, as long as what it takes to be so is so: see “Taking it that”.' : 'Settled: nothing that is not known can change this.';
  }
  const others = (possible ?? []).filter((other) => other !== stance);
  if (others.length === 0) return 'Not settled.';
  return `Not settled: what is not known could make it “${stancesInWords(others).replaceAll(/, | or /g, (link) => `”${link}“`)}”.`;
}

function AdviceByMoment({ guidance, about }: { guidance: Guidance; about: About }) {
  const { moments } = about.edition.wording;
  return (
    <>
      {MOMENTS.map((moment, index) => {
        const advice = guidance.advice.filter((piece) => piece.moment === moment);
        return advice.length > 0 && <Moment heading={moments[index]!} advice={advice} />;
      })}
    </>
  );
}

/** What must be done, and must not, is never folded away; of the rest the first few stand open. */
function Moment({ heading, advice }: { heading: string; advice: Advice[] }) {
  const firm = advice.filter(({ modality }) => modality === 'must' || modality === 'must_not').length;
  const open = Math.max(firm, Math.min(advice.length, 4));
  const folded = advice.length - open > 1 ? advice.slice(open) : [];
  const shown = advice.slice(0, advice.length - folded.length);
  return (
    <section class="moment">
      <h3>{heading}</h3>
      <ul class="advice">{shown.map((piece) => <Piece piece={piece} />)}</ul>
      {folded.length > 0 && (
        <details>
          <summary>{folded.length} more</summary>
          <ul class="advice">{folded.map((piece) => <Piece piece={piece} />)}</ul>
        </details>
      )}
    </section>
  );
}

function Piece({ piece }: { piece: Advice }) {
  return (
    <li class={piece.modality}>
      <span class="modality">{MODALITIES[piece.modality]}</span> <span>{piece.text}</span>
    </li>
  );
}

/** What is worth finding out: a tap asks for it. */
function FindOut({ course, guidance }: { course: Course; guidance: Guidance }) {
  const questions = (guidance.questions ?? []).filter(({ changes_stance, safety }) => changes_stance || safety);
  if (questions.length === 0) return null;
  const entry = (question: Question) => (
    <li>
      <button type="button" class="link" onClick={() => course.choose(question.fact)}>{question.ask}</button>
      {question.changes_stance && <Leads question={question} stance={guidance.stance} />}
    </li>
  );
  const [first, rest] = [questions.slice(0, 3), questions.slice(3)];
  return (
    <section aria-labelledby="find-out" class="find-out">
      <h3 id="find-out">Find out next</h3>
      <ul>{first.map(entry)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <ul>{rest.map(entry)}</ul>
        </details>
      )}
    </section>
  );
}

/** The answers that would take the stance away, grouped by what they would leave. */
function Leads({ question, stance }: { question: Question; stance: Stance }) {
  const elsewhere = question.answers.filter(({ stances }) => !stances.includes(stance));
  if (elsewhere.length === 0) return null;
  return (
    <small>
      {elsewhere.slice(0, 2).map(({ words, stances }, index) => (
        <>
          {index > 0 && ' · '}
          {words}: {stancesInWords(stances) || STANCES[stance]}
        </>
      ))}
    </small>
  );
}
