// The matters of an agenda can be dragged, too: a drop sends the form that the arrows send.
const itemAt = (target) => target.closest?.("[data-order] li[data-place]");
let dragged = null;

document.addEventListener("pointerover", ({ target }) => {
  const item = itemAt(target);
  if (item) item.draggable = true;
});

document.addEventListener("dragstart", (event) => {
  dragged = itemAt(event.target);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setDragImage(dragged, 0, 0);
  dragged.dataset.dragged = "";
});

document.addEventListener("dragover", (event) => {
  const over = dragged && itemAt(event.target);
  if (over && over.parentElement === dragged.parentElement) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const over = dragged && itemAt(event.target);
  if (!over || over === dragged || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const form = dragged.querySelector("form.order");
  form.elements.to.value = over.dataset.place;
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  if (dragged) delete dragged.dataset.dragged;
  dragged = null;
});
