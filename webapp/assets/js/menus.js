// Dialogs open and close by their links; menus close with Escape and when the reader goes elsewhere.
const open = (dialog, opener) => {
  dialog.showModal();
  dialog.addEventListener("close", () => opener.focus(), { once: true });
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener ? document.getElementById(opener.dataset.opens) : event.target.closest("dialog");
  if (opener && dialog?.showModal) open(dialog, opener);
  else if (!event.target.closest("[data-closes]") || !dialog?.open) return;
  else dialog.close();
  event.preventDefault();
});

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.person[open], details.ask[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.person[open], details.ask[open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});
