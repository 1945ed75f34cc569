// Run before every page: what only the page itself can tell.
window.seen = { refused: [], shift: 0 };
document.addEventListener("securitypolicyviolation", (event) =>
  seen.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
