import type { Edition, Fact, FactValue, Guidance, InterviewQuestion, InterviewState, InterviewStep, Part, Presumed, SavedInterview } from 'demeanor/answer';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { answers, Refused } from '../engine/client';

/** Where an interview stands. */
export interface Stand {
  question: InterviewQuestion | null;
  part: Part;
  /** What was presumed and could change the answer. */
  presumed: readonly Presumed[];
  guidance: Guidance;
  facts: Readonly<Record<string, FactValue>>;
  /** All of it as it is kept. */
  saved: SavedInterview;
}

export interface About {
  facts: readonly Fact[];
  edition: Edition;
}

export interface Course {
  about: About | undefined;
  stand: Stand | undefined;
  /** How many questions can still come at most, once that is worked out. */
  remaining: number | undefined;
  /** What was said, as the engine takes it. */
  state: InterviewState;
  /** The fact that a person chose to be asked about, in place of the next question. */
  chosen: string | undefined;
  problem: string | undefined;
  canGoBack: boolean;
  /** Null: it is not known, also where it was presumed. */
  answer(fact: string, value: FactValue | null): void;
  skip(fact: string): void;
  choose(fact: string | undefined): void;
  /** What was presumed of a fact is not so: it is asked. */
  strike(fact: string): void;
  forget(fact: string): void;
  back(): void;
  /** Begins anew, or goes on from what was kept. */
  begin(state?: Partial<InterviewState>): void;
}

/** So long after an answer its questions are counted: whoever goes on at once is not kept waiting for that. */
const PAUSE = 400;

const NOTHING: InterviewState = { facts: {}, presuming: true, steps: [] };

/** One step of what a person did on the page: what was said, and what is asked. */
interface Step {
  state: InterviewState;
  chosen: string | undefined;
}

/**
 * The course of an interview. Each step is an entry of the browser's history, so that its buttons work; an entry holds only
 * a number, and what was said stays in the memory of the page.
 */
export function useCourse(): Course {
  const steps = useRef<Step[]>([{ state: NOTHING, chosen: undefined }]);
  const [at, setAt] = useState(0);
  const [about, setAbout] = useState<About>();
  const [stand, setStand] = useState<Stand>();
  const [answered, setAnswered] = useState<InterviewState>();
  const asked = useRef<string | undefined>(undefined);
  const [remaining, setRemaining] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const { state, chosen: picked } = steps.current[at]!;
  // Until the next question is known, the one that was answered stands: none may slip in that a finger then answers unread.
  const chosen = picked ?? (answered === state ? undefined : asked.current);
  asked.current = chosen;

  useEffect(() => {
    history.replaceState({ step: 0 }, '');
    answers.ask('about').then(setAbout, (error) => setProblem(String(error)));
    const follow = ({ state: entry }: PopStateEvent) => {
      if (typeof entry?.step === 'number' && entry.step < steps.current.length) setAt(entry.step);
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  const go = useCallback((next: Step) => {
    steps.current = [...steps.current.slice(0, at + 1), next];
    history.pushState({ step: at + 1 }, '');
    setAt(at + 1);
  }, [at]);

  useEffect(() => {
    let current = true;
    answers.ask('interview', state).then(
      (next) => {
        if (!current) return;
        setProblem(undefined);
        setStand(next);
        setAnswered(state);
      },
      (error) => {
        if (!current) return;
        setAnswered(state);
        setProblem(error instanceof Refused ? error.diagnostics.map(({ message }) => message).join(' ') : String(error));
        // What was refused is asked again: nothing that was said before is lost.
        if (error instanceof Refused && at > 0) {
          steps.current = steps.current.slice(0, at);
          setAt(at - 1);
        }
      },
    );
    return () => {
      current = false;
    };
  }, [state]);

  useEffect(() => {
    setRemaining(undefined);
    let current = true;
    const timer = setTimeout(() => answers.ask('remaining', state).then((count) => current && setRemaining(count), () => undefined), PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [stand]);

  // A second tap, before the first is answered, says nothing.
  const said = (step: InterviewStep) => answered === state && go({ state: { ...state, steps: [...(state.steps ?? []), step] }, chosen: undefined });
  return {
    about,
    stand,
    remaining,
    state,
    chosen,
    problem,
    canGoBack: at > 0,
    answer: (fact, value) => said({ fact, value }),
    skip: (fact) => said(stand?.facts[fact] === undefined ? { fact, skip: true } : { fact, value: null }),
    choose: (fact) => go({ state, chosen: fact }),
    strike: (fact) => go({ state: { ...state, steps: [...(state.steps ?? []), { fact, value: null }] }, chosen: fact }),
    forget: (fact) => go({ state: without(state, fact), chosen: undefined }),
    back: () => history.back(),
    begin: (kept = {}) => go({ state: { ...NOTHING, ...kept }, chosen: undefined }),
  };
}

/** What was said, but for one fact. */
function without({ facts, struck = [], skipped = [], steps = [], ...others }: InterviewState, fact: string): InterviewState {
  const { [fact]: _, ...rest } = facts;
  const isOther = (other: string) => other !== fact;
  return { ...others, facts: rest, struck: struck.filter(isOther), skipped: skipped.filter(isOther), steps: steps.filter((step) => isOther(step.fact)) };
}
