// At 400 %: what stays over the page while it is read, and what cannot be brought into sight.
() => {
  const named = (each) => `${each.tagName} ${each.textContent.trim().slice(0, 40)}`;
  const high = (each) => each.getBoundingClientRect().height;
  const staying = [...document.body.querySelectorAll("*")].filter((each) => each.checkVisibility()
    && ["fixed", "sticky"].includes(getComputedStyle(each).position));
  const atItsMiddle = (box) => document.elementFromPoint(
    box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2);
  const isLost = (each) => {
    each.scrollIntoView({ block: "nearest" });
    const hit = atItsMiddle(each.getClientRects()[0]);
    return !hit || (!each.contains(hit) && !hit.contains(each));
  };
  const wanted = [...document.querySelectorAll("h1, main :is(a, button, summary, input, select, textarea)")];
  const lost = wanted.filter((each) => each.checkVisibility() && isLost(each)).map(named);
  if (!document.querySelector("h1")) lost.push("a main heading");
  const sideways = document.documentElement.scrollWidth > document.documentElement.clientWidth;
  return { covered: staying.reduce((sum, each) => sum + high(each), 0) / innerHeight,
    by: staying.map(named), sideways, lost };
}
