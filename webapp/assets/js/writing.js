// Text that is saved as it is typed. What is not saved yet stays on the page, and is sent again
// when the connection is back. Until then this tab keeps it, also over a reload and a new sign-in,
// for its writer alone: once it is saved, or somebody signs out, nothing is left of it.
import { forget, keep, keptOf } from "./kept.js";

const AGAIN = 10_000;
const ANSWERED = [409, 422]; // with a panel that says what to do
const unsaved = new Set();
const stuck = new Set();
let next = null; // what was pressed while a text was still to be saved

export const writtenIn = (form) => [...form.querySelectorAll("textarea")].map((it) => it.value).join("\0");

const tell = (form, text) => {
  document.getElementById(form.dataset.autosave)?.replaceChildren(text);
};

export const autosaved = (element) => element?.closest?.("form[data-autosave]");

/** The fields came anew, with what was chosen in a conflict. */
const isFresh = (form) => [...form.querySelectorAll("textarea")].every((it) => it.value === it.defaultValue);

/** What was typed while `text` was on its way is still to be saved. */
const saved = (form, text) => {
  if (text === writtenIn(form) || isFresh(form)) {
    unsaved.delete(form);
    forget(form);
    if (!unsaved.size) next?.();
  } else {
    keep(form);
    tell(form, form.dataset.unsaved);
  }
};

const failed = (form) => {
  unsaved.add(form);
  stuck.add(form);
  tell(form, form.dataset.offline);
};

/** Whether it got through; what was refused, or waits for an answer, is not sent again. */
export const ended = (form, text, status) => {
  stuck.delete(form);
  if (status !== 200) next = null;
  if (status === 200) saved(form, text);
  else if (status === 401) unsaved.clear(); // to the sign-in and back, where it is put in again
  else if (!status || status >= 500) failed(form);
  else if (!ANSWERED.includes(status)) tell(form, status === 404 ? form.dataset.gone : form.dataset.refused);
};

const sendAgain = () => {
  for (const form of stuck) {
    stuck.delete(form);
    if (form.isConnected) form.requestSubmit();
  }
};

document.addEventListener("input", ({ target }) => {
  const form = target.matches("textarea") && autosaved(target);
  if (!form) return;
  unsaved.add(form);
  keep(form);
  tell(form, form.dataset.unsaved);
});

/** What this tab still keeps of a form comes back into it, and is sent. */
export const putBack = (form) => {
  const kept = keptOf(form);
  if (!kept) return;
  for (const [name, value] of Object.entries(kept)) form.elements[name].value = value;
  form.querySelector("textarea").dispatchEvent(new Event("input", { bubbles: true }));
};

let sent = null; // the form that leads away from the page

/** A part with a button of its own, in which something was typed that `form` would not send. */
const leftBy = (form) =>
  [...document.querySelectorAll("[data-first]")].find(
    (part) => !part.contains(form) && [...part.querySelectorAll("textarea")].some((it) => it.value !== it.defaultValue),
  );

const askFor = (part) => {
  const told = part.querySelector("[role=alert]");
  told.hidden = false;
  told.textContent = part.dataset.first;
  part.querySelector("textarea").focus();
};

// Whatever else leads away from the page waits for the last words: a memo is not sent on without.
document.addEventListener(
  "submit",
  (event) => {
    const { target, submitter } = event;
    const left = !target.matches("[data-autosave], [data-forget], [hx-post], [hx-get]") && leftBy(target);
    if (left) {
      event.preventDefault();
      event.stopPropagation();
      return askFor(left);
    }
    if (!target.matches("[data-autosave], [hx-post], [hx-get]")) sent = target;
    if (!unsaved.size || target.matches("[data-autosave], [data-forget], [hx-post]")) return;
    event.preventDefault();
    event.stopPropagation();
    next = () => {
      next = null;
      target.requestSubmit(submitter);
    };
    for (const form of unsaved) form.requestSubmit();
  },
  true,
);

addEventListener("online", sendAgain);
addEventListener("offline", () => unsaved.forEach(failed));
setInterval(() => navigator.onLine && sendAgain(), AGAIN);

addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected) || leftBy(sent)) event.preventDefault();
});
