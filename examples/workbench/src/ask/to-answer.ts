/** Goes to a part of the page, with the focus. */
function goTo(id: string, event: Event): void {
  event.preventDefault();
  const part = document.getElementById(id)!;
  part.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  part.focus({ preventScroll: true });
}

export const toAnswer = (event: Event) => goTo('answer', event);
export const toQuestion = (event: Event) => goTo('question', event);
