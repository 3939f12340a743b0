// j and k move through the cases of the queue. Without this file, Tab does.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && event.target.closest('input, textarea, select')) return;
  const step = { j: 1, k: -1 }[event.key];
  const cases = [...document.querySelectorAll('a.case')];
  if (!step || cases.length === 0) return;
  const at = cases.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : cases.length - 1) : at + step;
  cases[Math.min(cases.length - 1, Math.max(0, next))].focus();
});
