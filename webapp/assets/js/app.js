// Everything our pages do in a browser beyond HTML. All names of htmx events live in this file.
import "htmx.org";
import { autosaved, ended, putBack, writtenIn } from "./writing.js";
import "./menus.js";
import "./order.js";
import "./refused.js";

const said = () => document.getElementById("said");
const summary = () => document.querySelector(".ds-error-summary");

const say = (text) => {
  if (said()) said().replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
};

/** The title begins with "Error:" exactly as long as a summary of errors is on the page. */
const markTitle = () => {
  document.title = document.title.replace(/^\S+:\u00a0/, "");
  if (summary()) document.title = `${summary().dataset.prefix}\u00a0${document.title}`;
};

/** A swap never leaves the focus on nothing: to the errors, else to the part that came. */
const keepFocus = (part) => {
  const errors = part?.querySelector?.(".ds-error-summary");
  if (errors) return errors.focus();
  if (document.activeElement !== document.body || !part?.isConnected) return;
  const heading = part.querySelector("h1, h2, h3") ?? part;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
};

document.addEventListener("htmx:config:request", ({ detail }) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token) detail.ctx.request.headers["X-CSRFToken"] = token.content;
  const form = autosaved(detail.ctx.sourceElement);
  if (form) detail.ctx.written = writtenIn(form);
});

document.addEventListener("htmx:after:init", ({ target }) => {
  if (target === autosaved(target)) putBack(target);
});

document.addEventListener("htmx:finally:request", ({ detail }) => {
  const form = autosaved(detail.ctx.sourceElement);
  if (form) ended(form, detail.ctx.written, detail.ctx.response?.status);
});

// What comes by itself takes the focus only from its own place.
document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  const byItself = ctx?.sourceElement?.matches?.('[hx-trigger="load"]');
  if (byItself) ctx.isAside = !ctx.target?.contains?.(document.activeElement);
});

document.addEventListener("htmx:after:swap", ({ detail }) => {
  const id = detail.ctx?.target?.id;
  markTitle();
  if (detail.ctx?.target === document.body) window.scrollTo(0, 0);
  if (detail.ctx?.isAside) return;
  keepFocus((id && document.getElementById(id)) || detail.ctx?.target);
});

// A whole page where an act awaited a part: it was refused, or somebody was first. It fills the body.
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.request.method === "GET" || !/^\s*<!doctype/i.test(ctx.text)) return;
  if (ctx.response.status >= 500) ctx.swap = "none";
  if (ctx.swap !== "none") Object.assign(ctx, { target: document.body, swap: "" });
});

document.addEventListener("htmx:response:error", ({ detail }) => {
  if (detail.ctx.response.status >= 500) say(said()?.dataset.failed);
});

document.addEventListener("htmx:error", ({ detail }) => {
  const form = autosaved(detail.ctx?.sourceElement);
  if (!detail.ctx?.response) say((form ?? said())?.dataset.offline);
});

markTitle();
summary()?.focus();
