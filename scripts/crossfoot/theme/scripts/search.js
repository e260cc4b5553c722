// The search, loaded when a reader first opens it. Material's worker holds the index and finds; what
// is found is ordered here by how well its title answers, for a figure's title is its name.

// What the worker's messages say, by their numbers.
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const MOST = 30;
const NAMES = { page: "Page", figure: "Figure", claim: "Claim", chart: "Chart", source: "Source", entity: "Subject" };

const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

// How well one answers: words of the query found at all, found in the title, and how much of the
// title they are; then what the worker thinks of it; of the same figure the latest.
function answer(item, query) {
  const title = words(plain(item.title));
  const begun = query.filter((word) => title.some((it) => it.startsWith(word))).length;
  const whole = query.filter((word) => title.includes(word)).length;
  const found = Object.values(item.terms).filter(Boolean).length;
  return [found, begun, (begun + whole) / title.length, item.score];
}

function ordered(groups, query) {
  const items = groups.flat().filter((item) => item.score > 0);
  const answers = new Map(items.map((item) => [item, answer(item, query)]));
  return items.sort((a, b) => {
    const [x, y] = [answers.get(a), answers.get(b)];
    const at = x.findIndex((value, index) => value !== y[index]);
    return at < 0 ? b.location.localeCompare(a.location) : y[at] - x[at];
  });
}

function result(item, site) {
  const row = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: new URL(item.location, site) });
  const kind = Object.assign(document.createElement("span"), { className: "cf-search__kind" });
  const title = Object.assign(document.createElement("b"), { innerHTML: item.title });
  const text = Object.assign(document.createElement("span"), { className: "cf-search__text" });
  kind.textContent = NAMES[item.kind] ?? NAMES.page;
  text.textContent = plain(item.text);
  link.append(kind, " ", title, " ", text);
  row.append(link);
  return row;
}

// Fills the dialog as a reader types, from now on; resolves when the index is ready.
export async function begin(dialog, site) {
  const field = dialog.querySelector("input");
  const said = dialog.querySelector("[role=status]");
  const list = dialog.querySelector("ol");
  const answered = await fetch(new URL("search/search_index.json", site));
  if (!answered.ok) throw new Error(`the index: ${answered.status}`);
  const index = await answered.json();
  const worker = new Worker(new URL(dialog.dataset.worker, location));
  let asked = null;

  function ask() {
    if (field.value.trim() === asked) return;
    asked = field.value.trim();
    if (asked) worker.postMessage({ type: QUERY, data: asked });
    else show([]);
  }

  function show(groups) {
    const found = ordered(groups, words(asked)).slice(0, MOST);
    list.replaceChildren(...found.map((item) => result(item, site)));
    if (!asked) said.textContent = "";
    else if (!found.length) said.textContent = "Nothing is found under these words.";
    else said.textContent = found.length === MOST ? `The ${MOST} best results` : `Results: ${found.length}`;
  }

  field.addEventListener("input", ask);
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length].focus();
  });

  await new Promise((ready, fail) => {
    worker.addEventListener("error", fail);
    worker.addEventListener("message", ({ data: { type, data } }) => {
      if (type === READY) ready();
      if (type === RESULT && asked) show(data.items);
    });
    worker.postMessage({ type: SETUP, data: { ...index, options: { suggest: false } } });
  });
  ask();
  if (!asked) said.textContent = "";
}
