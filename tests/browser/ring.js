// The ring around what has the focus (around a choice: with its label), and what lies beside it.
() => {
  const at = document.activeElement;
  const ringed = [at, at.closest(".ds-field") ?? at].find((each) => {
    const look = getComputedStyle(each);
    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  });
  const box = at.getBoundingClientRect();
  const stop = { what: at.outerHTML.slice(0, 90), isBody: at === document.body,
    ringed: Boolean(ringed), seen: box.width > 0 && box.height > 0 };
  if (stop.isBody || !ringed) return stop;
  const look = getComputedStyle(ringed), around = ringed.getBoundingClientRect();
  const out = parseFloat(look.outlineOffset) + parseFloat(look.outlineWidth) + 1;
  const x = (around.left + around.right) / 2, y = (around.top + around.bottom) / 2;
  const ground = (places) => places.map((each) => getComputedStyle(each).backgroundColor)
    .find((colour) => colour !== "rgba(0, 0, 0, 0)");
  const beside = [[around.left - out, y], [around.right + out, y], [x, around.top - out],
    [x, around.bottom + out]].map((place) => document.elementsFromPoint(...place));
  const inner = look.boxShadow.match(/^[a-z]+\([^)]*\)/);
  return { ...stop, ring: [look.outlineColor, ...(inner ?? [])],
    grounds: beside.filter((places) => places.length).map(ground) };
}
