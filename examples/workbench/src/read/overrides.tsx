import type { Handbook } from 'demeanor';
import { useState } from 'preact/hooks';

const LINE = 26;

/** What sets what aside: rules on the left, and on the right those that they set aside. */
export function Overrides({ book }: { book: Handbook }) {
  const [near, setNear] = useState('');
  const title = new Map(book.rules.map(({ rule, title }) => [rule, title]));
  const pairs = book.rules.flatMap(({ rule, overrides }) => (overrides as string[]).map((other) => [rule, other] as const));
  const left = [...new Set(pairs.map(([rule]) => rule))];
  const places = new Map(left.map((rule, at) => [rule, at]));
  // A rule stands about where those stand that set it aside, so that lines are short.
  const middle = (rule: string) => {
    const from = pairs.filter(([, other]) => other === rule).map(([other]) => places.get(other)!);
    return from.reduce((sum, at) => sum + at, 0) / from.length;
  };
  const right = [...new Set(pairs.map(([, other]) => other))].toSorted((one, other) => middle(one) - middle(other));
  const height = Math.max(left.length, right.length) * LINE + 10;
  const y = (at: number, of: number) => 5 + (at + 0.5) * ((height - 10) / of);
  const short = (id: string) => ((title.get(id) ?? id).length > 44 ? `${(title.get(id) ?? id).slice(0, 43)}…` : (title.get(id) ?? id));
  const entry = (id: string, x: number, at: number, of: number, anchor: 'start' | 'end') => (
    <a href={`#read/rule/${id}`} onMouseEnter={() => setNear(id)} onMouseLeave={() => setNear('')} onFocus={() => setNear(id)} onBlur={() => setNear('')}>
      <text x={x} y={y(at, of) + 4} text-anchor={anchor}>{short(id)}</text>
    </a>
  );
  return (
    <section class="card map" aria-labelledby="overrides">
      <h2 id="overrides">What sets what aside</h2>
      <p class="gist">Where a rule on the left stands, those on the right that it is joined to do not count. {pairs.length} pairs.</p>
      <div class="scrolls" tabIndex={0} role="region" aria-label="What sets what aside, as a picture">
        <svg viewBox={`0 0 1000 ${height}`} width="1000" height={height} class="graph">
          {pairs.map(([rule, other]) => (
            <path
              class={near === rule || near === other ? 'near' : ''}
              d={`M340 ${y(places.get(rule)!, left.length)}C480 ${y(places.get(rule)!, left.length)} 520 ${y(right.indexOf(other), right.length)} 660 ${y(right.indexOf(other), right.length)}`}
            />
          ))}
          {left.map((id, at) => entry(id, 330, at, left.length, 'end'))}
          {right.map((id, at) => entry(id, 670, at, right.length, 'start'))}
        </svg>
      </div>
      <details>
        <summary>The same as a list</summary>
        <ul>
          {left.map((rule) => (
            <li><a href={`#read/rule/${rule}`}>{title.get(rule)}</a> sets aside: {pairs.filter(([one]) => one === rule).map(([, other]) => title.get(other) ?? other).join('; ')}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
