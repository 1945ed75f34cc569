// Text that is saved as it is typed. What is not saved yet stays on the page, and is sent again
// when the connection is back. Nothing is kept in the browser: others use the same computer.
const AGAIN = 10_000;
const unsaved = new Set();
const stuck = new Set();

export const writtenIn = (form) => [...form.querySelectorAll("textarea")].map((it) => it.value).join("\0");

const tell = (form, text) => {
  document.getElementById(form.dataset.autosave)?.replaceChildren(text);
};

export const autosaved = (element) => element?.closest?.("form[data-autosave]");

/** What was typed while `text` was on its way is still to be saved. */
const saved = (form, text) => {
  if (text === writtenIn(form)) unsaved.delete(form);
  else tell(form, form.dataset.unsaved);
};

const failed = (form) => {
  unsaved.add(form);
  stuck.add(form);
  tell(form, form.dataset.offline);
};

/** Whether it got through; what was refused, or waits for an answer, is not sent again. */
export const ended = (form, text, status) => {
  stuck.delete(form);
  if (status === 200) saved(form, text);
  else if (!status || status >= 500) failed(form);
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
  tell(form, form.dataset.unsaved);
});

addEventListener("online", sendAgain);
addEventListener("offline", () => unsaved.forEach(failed));
setInterval(() => navigator.onLine && sendAgain(), AGAIN);

addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});
