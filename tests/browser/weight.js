// Compressed bytes of the page by kind, how many requests it made, and how many of them travelled.
() => {
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const bytes = (wanted) => entries.filter(wanted).reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  const named = (ending) => (entry) => new URL(entry.name).pathname.endsWith(ending);
  return {
    all: bytes(() => true),
    html: bytes((entry) => entry.entryType === "navigation"),
    css: bytes(named(".css")),
    js: bytes(named(".js")),
    requests: entries.length,
    travelled: entries.filter((entry) => entry.transferSize > 0).length,
    nodes: document.querySelectorAll("*").length,
    shift: window.seen.shift,
    refused: window.seen.refused,
  };
}
