import { Guideline, type Facts, type InterviewState } from 'demeanor/answer';
import { serve } from './serve';

const standard = Guideline.standard();

/** What the page asks while somebody tells of a situation. */
const answers = {
  async about() {
    const { facts, edition } = await standard;
    return { facts, edition };
  },
  async interview(state: InterviewState) {
    const guideline = await standard;
    const { question, part, presumed, guidance, situation, saved } = guideline.interview(state);
    return { question, part, presumed, guidance, facts: situation.facts, saved };
  },
  async remaining(state: InterviewState) {
    return (await standard).interview(state).remaining;
  },
  async report(state: InterviewState) {
    return (await standard).interview(state).situation.report('why');
  },
  async further(state: InterviewState) {
    const { situation } = (await standard).interview(state);
    return { decidedBy: situation.decidedBy(), whatWouldChange: situation.whatWouldChange() };
  },
  async situation(facts: Facts) {
    return (await standard).situation(facts).facts;
  },
};

export type Answers = typeof answers;
serve(answers);
