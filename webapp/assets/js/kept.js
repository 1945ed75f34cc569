// What is typed and not saved yet, in the memory of this tab. With the text goes the version that
// it was written on: whoever saved meanwhile is met in the panel of a conflict, never covered.
const KEPT = "unsaved ";
const FIELDS = ["version", "page", "text", "agreed"];

const nameOf = (form) => `${KEPT}${form.dataset.writer} ${form.id}`;

/** A browser may refuse any memory: then the text stays on the page only. */
const trying = (what) => {
  try {
    return what(sessionStorage);
  } catch {
    return null;
  }
};

const forgetAll = (spared = "") =>
  trying((memory) => {
    const kept = Object.keys(memory).filter((name) => name.startsWith(KEPT));
    for (const name of kept) if (!spared || !name.startsWith(spared)) memory.removeItem(name);
  });

export const keep = (form) => {
  const fields = FIELDS.map((name) => [name, form.elements[name].value]);
  trying((memory) => memory.setItem(nameOf(form), JSON.stringify(Object.fromEntries(fields))));
};

export const forget = (form) => trying((memory) => memory.removeItem(nameOf(form)));

/** Of this writer; what another one left in the same tab is forgotten unread. */
export const keptOf = (form) => {
  forgetAll(`${KEPT}${form.dataset.writer} `);
  return trying((memory) => JSON.parse(memory.getItem(nameOf(form))));
};

document.addEventListener("submit", ({ target }) => target.matches("[data-forget]") && forgetAll());
