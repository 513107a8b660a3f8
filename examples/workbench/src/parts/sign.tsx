import type { Stance } from 'demeanor/answer';

/** Each stance has a sign beside its colour and its words: an open heart, a tick, a half moon, a bar, two bars. */
const SIGNS: Record<Stance, string> = {
  welcome: 'M12 20C5 15 3 11.500 3 8.500A4.500 4.500 0 0 1 12 7a4.500 4.500 0 0 1 9 1.500C21 11.500 19 15 12 20z',
  allow: 'M5 12.500l4.500 4.500L19 7.500',
  moderate: 'M12 4a8 8 0 0 1 0 16z',
  refrain: 'M5 12h14',
  pause: 'M8.500 5v14M15.500 5v14',
};

export function Sign({ stance }: { stance: Stance }) {
  return (
    <svg class={`sign ${stance}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      {stance === 'moderate' && <circle cx="12" cy="12" r="8" />}
      <path d={SIGNS[stance]} />
    </svg>
  );
}
