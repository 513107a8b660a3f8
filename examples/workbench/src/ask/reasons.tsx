import type { Citation, Guidance, Reason } from 'demeanor/answer';
import { AUTHORITIES, CERTAINTIES } from '../parts/words';
import type { About } from './course';

/** A reason in a sentence, with what it rests on. */
export function ReasonText({ reason }: { reason: Reason }) {
  const rests = [
    reason.authority && reason.authority !== 'guidance' ? AUTHORITIES[reason.authority] : undefined,
    reason.certainty && CERTAINTIES[reason.certainty],
  ].filter(Boolean);
  return (
    <p>
      {reason.because} {rests.length > 0 && <span class="rests">{rests.join(', ')}</span>}
    </p>
  );
}

/** Every reason, with the facts that made it apply and its sources. */
export function Reasons({ guidance }: { about: About; guidance: Guidance }) {
  const sources = new Map(guidance.sources.map((source) => [source.id, source]));
  return (
    <details class="reasons">
      <summary>Every reason, with its sources</summary>
      <ul>
        {guidance.reasons.map((reason) => (
          <li>
            {reason.title && (
              <h4>
                <a href={`#read/rule/${reason.rule}`}>{reason.title}</a>
                {reason.decisive && <span class="decisive">decisive</span>}
              </h4>
            )}
            <ReasonText reason={reason} />
            {reason.against && <p class="against">But: {reason.against}</p>}
            {reason.facts.length > 0 && (
              <p class="facts">Because of: {reason.facts.map(({ label, words }) => `${label.toLowerCase()} – ${words}`).join('; ')}</p>
            )}
            <Sources ids={reason.sources} sources={sources} />
          </li>
        ))}
      </ul>
      {guidance.set_aside.length > 0 && (
        <>
          <h4>Set aside</h4>
          <ul>{guidance.set_aside.map(({ title, rule }) => <li>{title ?? rule}</li>)}</ul>
        </>
      )}
    </details>
  );
}

function Sources({ ids, sources }: { ids: readonly string[]; sources: ReadonlyMap<string, Citation> }) {
  if (ids.length === 0) return null;
  return (
    <ul class="sources">
      {ids.map((id) => {
        const source = sources.get(id);
        const address = source?.doi ? `https://doi.org/${source.doi}` : source?.url;
        return (
          <li>
            {source?.citation ?? id} {address && <a href={address} rel="noreferrer external" target="_blank">read it</a>}
          </li>
        );
      })}
    </ul>
  );
}
