/** Goes to the answer, with the focus. */
export function toAnswer(event: Event): void {
  event.preventDefault();
  const answer = document.getElementById('answer')!;
  answer.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  answer.focus({ preventScroll: true });
}
