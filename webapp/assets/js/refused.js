// Who goes on from a refused form comes back to the page that asks: its answer cannot be had again.
const askAnew = () => document.querySelector(".ds-error-summary") && history.replaceState(history.state, "");

document.addEventListener("submit", askAnew);
document.addEventListener("click", ({ target }) => target.closest?.("a[href]") && askAnew());
