// Brings one drawing to life: the same spec, drawn by Vega in the place of the still picture, in its
// size and its colours. Its marks tell more when pointed at, tapped, or reached by the arrow keys.

const SLACK = { mouse: 4, pen: 8, touch: 24 };

let engine = null;

/** Vega from the site's own file, and the fonts that its text is measured with. */
function loaded() {
  engine ||= Promise.all([
    import("./vega.js"),
    document.fonts.load('400 14px "Crossfoot Sans"'),
    document.fonts.load('600 14px "Crossfoot Sans"'),
  ]).then(() => globalThis.vegaEmbed);
  engine.catch(() => {
    engine = null;
  });
  return engine;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** The drawing by Vega, named, sized and hatched as the still one. */
async function drawn(still, address) {
  const [embed, spec] = await Promise.all([loaded(), fetched(address)]);
  const stage = Object.assign(document.createElement("div"), { className: "cf-stage" });
  const { view } = await embed(stage, spec, {
    actions: false,
    ast: true,
    defaultStyle: false,
    hover: false,
    mode: "vega",
    renderer: "svg",
    tooltip: false,
  });
  const svg = stage.querySelector("svg");
  for (const { name, value } of still.attributes) svg.setAttribute(name, value);
  // The drawing is one picture with a name; Vega's own roles inside it would have none.
  for (const part of svg.querySelectorAll("[role]")) part.removeAttribute("role");
  for (const part of svg.querySelectorAll("[aria-roledescription]")) part.removeAttribute("aria-roledescription");
  svg.prepend(...[...still.querySelectorAll(":scope > :is(title, desc, defs)")].map((n) => n.cloneNode(true)));
  return { view, stage, svg };
}

const LINES = ["area", "line", "trail"]; // drawn whole: their points tell, not they

/** The marks that tell something, one a row, in reading order. */
function marks(view) {
  const found = new Map();
  const walk = (mark) => {
    for (const item of mark.items || []) {
      if (mark.marktype === "group") (item.items || []).forEach(walk);
      else if (item.tooltip && item._svg && !LINES.includes(mark.marktype)) {
        const key = item.datum?.id ?? item;
        if (!found.has(key)) found.set(key, item);
      }
    }
  };
  walk(view.scenegraph().root);
  const box = (item) => item._svg.getBoundingClientRect();
  const line = (item) => Math.round((box(item).top + box(item).bottom) / 16);
  return [...found.values()].sort((a, b) => line(a) - line(b) || box(a).left - box(b).left);
}

/** The mark at a place of the window, or the nearest one within `slack` pixels. */
function nearest(items, x, y, slack) {
  let best = null;
  let least = slack;
  for (const item of items) {
    const box = item._svg.getBoundingClientRect();
    const far = Math.hypot(
      Math.max(box.left - x, 0, x - box.right),
      Math.max(box.top - y, 0, y - box.bottom),
    );
    if (far < least || (far === least && best === null)) [best, least] = [item, far];
  }
  return best;
}

/** What a mark tells, as elements: what it is, its value, and the rest as terms. */
function told(tooltip) {
  const words = typeof tooltip === "object" ? { ...tooltip } : { Value: String(tooltip) };
  if (words.Range === words.Value) delete words.Range;
  const take = (...names) =>
    names
      .map((name) => {
        const value = words[name];
        delete words[name];
        return value;
      })
      .filter(Boolean)
      .join(", ");
  const element = (tag, text, name) =>
    Object.assign(document.createElement(tag), { textContent: text, className: name || "" });
  const parts = [
    element("p", take("Claim") || take("Of", "What", "When"), "cf-tip-what"),
    element("p", take("Value") || take("Verdict"), "cf-tip-value"),
  ].filter((part) => part.textContent);
  const list = document.createElement("dl");
  for (const [term, value] of Object.entries(words)) {
    if (value !== "" && value !== null) list.append(element("dt", term), element("dd", String(value)));
  }
  return list.children.length ? [...parts, list] : parts;
}

/** The panel that tells of one mark, inside the stage; `show(null)` puts it away. */
function panel(stage) {
  const tip = Object.assign(document.createElement("div"), { className: "cf-tip", hidden: true });
  const spoken = Object.assign(document.createElement("p"), { className: "cf-spoken" });
  spoken.setAttribute("role", "status");
  let item = null;
  function show(next, aloud = false) {
    item?._svg?.classList.remove("cf-at");
    item = next;
    tip.hidden = !item;
    if (!item) return;
    item._svg.classList.add("cf-at");
    tip.replaceChildren(...told(item.tooltip));
    if (aloud) spoken.textContent = [...tip.querySelectorAll("p, dt, dd")].map((n) => n.textContent).join(". ");
    const frame = stage.getBoundingClientRect();
    const mark = item._svg.getBoundingClientRect();
    const middle = (mark.left + Math.min(mark.right, mark.left + 240)) / 2 - frame.left;
    const left = Math.max(0, Math.min(middle - tip.offsetWidth / 2, frame.width - tip.offsetWidth));
    // Below its mark, or over it where the window ends: seldom on the title, never out of sight.
    const fits = mark.bottom + 6 + tip.offsetHeight < innerHeight || mark.top < tip.offsetHeight + 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${(fits ? mark.bottom + 6 : mark.top - tip.offsetHeight - 6) - frame.top}px`;
  }
  stage.append(tip, spoken);
  return { tip, show, get item() { return item; } };
}

/**
 * Wake the drawing in `pane`. `at` is where it was touched (null: by key or button), `leave` is
 * called when the reader wants the still picture back. Returns what puts it back.
 */
export async function awaken(pane, address, at, leave) {
  const still = pane.querySelector("svg");
  const { view, stage, svg } = await drawn(still, address);
  const teller = panel(stage);
  const { tip, show } = teller;
  let hide = 0;

  const step = (to) => {
    const items = marks(view);
    if (!items.length) return;
    const index = items.indexOf(teller.item);
    const next = { first: 0, last: items.length - 1, next: index + 1, previous: index < 0 ? 0 : index - 1 }[to];
    show(items[Math.max(0, Math.min(next, items.length - 1))], true);
  };
  const keys = {
    ArrowRight: "next",
    ArrowDown: "next",
    ArrowLeft: "previous",
    ArrowUp: "previous",
    Home: "first",
    End: "last",
  };
  stage.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in keys) step(keys[event.key]);
    else if (event.key === "Escape") teller.item ? show(null) : leave();
    else if ((event.key === "Enter" || event.key === " ") && teller.item) press(teller.item);
    else return;
    event.preventDefault();
  });
  // What a click does to a mark, a key does too: Vega hears the same event.
  function press(item) {
    const box = item._svg.getBoundingClientRect();
    const place = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    for (const kind of ["pointerdown", "pointerup", "click"]) {
      const Kind = kind === "click" ? MouseEvent : PointerEvent;
      item._svg.dispatchEvent(new Kind(kind, { bubbles: true, view: window, ...place }));
    }
  }
  const found = (event) => nearest(marks(view), event.clientX, event.clientY, SLACK[event.pointerType] ?? 4);
  svg.addEventListener("pointermove", (event) => {
    clearTimeout(hide);
    const item = found(event);
    if (item) show(item);
    else hide = setTimeout(() => show(null), 300);
  });
  svg.addEventListener("click", (event) => {
    const item = found(event);
    show(item);
    if (item && event.isTrusted && !item._svg.contains(event.target)) press(item);
  });
  // A pointer may rest on what it is told.
  tip.addEventListener("pointerenter", () => clearTimeout(hide));
  for (const part of [svg, tip]) {
    part.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") hide = setTimeout(() => show(null), 300);
    });
  }

  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-roledescription", "chart");
  stage.setAttribute("aria-labelledby", still.getAttribute("aria-labelledby").split(" ")[0]);
  stage.setAttribute("aria-description", "Arrow keys go from mark to mark, Enter chooses, Escape leaves.");
  still.replaceWith(stage);
  stage.focus({ preventScroll: true });
  if (at) show(nearest(marks(view), at.x, at.y, 24));
  else step("first");
  return () => {
    clearTimeout(hide);
    stage.replaceWith(still);
    view.finalize();
  };
}
