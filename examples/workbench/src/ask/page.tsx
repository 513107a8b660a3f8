import { useEffect, useRef } from 'preact/hooks';
import { told } from '../parts/told';
import { Answer } from './answer';
import { useCourse } from './course';
import { QuestionCard } from './question';
import { Said } from './said';
import { SoFar } from './so-far';
import { TellMore } from './tell-more';
import { Tools } from './tools';

/** Somebody tells of a situation, question by question; beside it stands the answer so far. */
export function AskPage() {
  const course = useCourse();
  const { about, stand, problem } = course;
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = course.chosen ?? stand?.question?.fact;
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    // The keyboard and the screen reader go on where the page does, but are left alone when it opens.
    if (before.current !== undefined && before.current !== asked) heading.current?.focus();
    before.current = asked ?? '';
  }, [asked]);

  useEffect(() => {
    if (stand) told.facts = stand.facts;
  }, [stand]);

  useEffect(() => {
    const opened = ({ detail }: CustomEvent) => course.begin({ facts: detail });
    addEventListener('open-situation', opened as EventListener);
    return () => removeEventListener('open-situation', opened as EventListener);
  });

  if (!about || !stand) return problem ? <p role="alert">{problem}</p> : <p class="starting">Starting …</p>;
  const { guidance } = stand;
  return (
    <>
      {!course.canGoBack && (
        <p class="intro">May a feeling of your own show in session, and what then? Tell what happened or may come; the answer is there from the start, and grows surer.</p>
      )}
      <div class="ask-page">
        <section class="asked" id="question" tabIndex={-1} aria-label="The question">
          {problem && <p class="problem" role="alert">{problem}</p>}
          <QuestionCard course={course} about={about} stand={stand} heading={heading} />
        </section>
        <Answer course={course} about={about} stand={stand} />
        <div class="told">
          <Said course={course} about={about} stand={stand} />
          <TellMore course={course} about={about} stand={stand} />
          <Tools course={course} stand={stand} />
        </div>
      </div>
      <SoFar guidance={guidance} />
      <p class="unseen" role="status">{guidance.settled ? 'The answer: ' : 'So far: '}{guidance.headline}</p>
    </>
  );
}
