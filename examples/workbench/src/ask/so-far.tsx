import type { Guidance } from 'demeanor/answer';
import { useEffect, useState } from 'preact/hooks';
import { Sign } from '../parts/sign';
import { toAnswer, toQuestion } from './to-answer';

/** On a phone, at the foot of the window: the answer so far, and while that is read, the way back to the question. */
export function SoFar({ guidance }: { guidance: Guidance }) {
  const [reading, setReading] = useState(false);
  useEffect(() => {
    const upperHalf = { rootMargin: '0px 0px -50% 0px' };
    const observer = new IntersectionObserver((entries) => setReading(entries.at(-1)!.isIntersecting), upperHalf);
    observer.observe(document.getElementById('answer')!);
    return () => observer.disconnect();
  }, []);
  const look = `so-far ${guidance.stance}`;
  if (reading) return <a class={look} href="#question" onClick={toQuestion}><span aria-hidden="true">↑</span> To the question</a>;
  return (
    <a class={look} href="#answer" onClick={toAnswer}>
      <Sign stance={guidance.stance} />
      <span>
        <span class="label">{guidance.settled ? 'The answer' : 'So far'}</span> {guidance.headline}
      </span>
    </a>
  );
}
