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
    const { question, apart, remaining, guidance, situation } = (await standard).interview(state);
    return { question, apart, remaining, guidance, facts: situation.facts };
  },
  async report(facts: Facts) {
    return (await standard).situation(facts).report('why');
  },
  async further(facts: Facts) {
    const situation = (await standard).situation(facts);
    return { decidedBy: situation.decidedBy(), whatWouldChange: situation.whatWouldChange() };
  },
  async situation(facts: Facts) {
    return (await standard).situation(facts).facts;
  },
};

export type Answers = typeof answers;
serve(answers);
