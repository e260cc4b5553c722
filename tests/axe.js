// axe over the page as it stands, every fold of it open; what is wrong, a line each.
//
// What axe leaves undecided is no pass: a measure of ours settles it, or it is a fault too.
// With `quick` those measures take the place of the two rules of axe that take two thirds of its
// time, and look at every text and every link.
async ({ quick }) => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  // From the top: a head that stays there lies over what a scrolled page has below it.
  window.scrollTo({ top: 0, behavior: "instant" });
  // At rest: a colour half-way between light and dark is nobody's.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const moving = document.getAnimations().filter((one) => one.effect.getTiming().iterations < 9);
  await Promise.allSettled(moving.map((one) => one.finished));
  const SLOW = ["color-contrast", "link-in-text-block"];
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, {
    resultTypes: ["violations", "incomplete"],
    runOnly: { type: "tag", values: tags },
    rules: Object.fromEntries(SLOW.map((id) => [id, { enabled: !quick }])),
  });

  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1, 1];
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  const read = () => [...ink.getImageData(0, 0, 1, 1).data].slice(0, 3);
  const parsed = new Map();
  /** The colour that a text of CSS stands for over a ground. */
  const paint = (colour, ground, alpha = 1) => {
    const key = `${colour} ${ground} ${alpha}`;
    if (!parsed.has(key)) {
      ink.globalAlpha = 1;
      ink.fillStyle = `rgb(${ground})`;
      ink.fillRect(0, 0, 1, 1);
      ink.globalAlpha = alpha;
      ink.fillStyle = colour;
      ink.fillRect(0, 0, 1, 1);
      parsed.set(key, read());
    }
    return parsed.get(key);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const grounds = new Map([[null, { colour: [255, 255, 255], opacity: 1, picture: false }]]);
  /** What lies behind an element's text: the colours of all that it stands in, laid over white. */
  const ground = (element) => {
    if (!grounds.has(element)) {
      const [under, style] = [ground(element.parentElement), getComputedStyle(element)];
      grounds.set(element, {
        colour: paint(style.backgroundColor, under.colour),
        opacity: under.opacity * Number(style.opacity),
        picture: under.picture || style.backgroundImage !== "none",
      });
    }
    return grounds.get(element);
  };

  // axe gives up on a text that a frame cuts off, that something lies over, or of one character.
  const contrast = (element) => {
    // In a chart every text is measured against what it lies on, by measures.js.
    if (element.closest(".cf-chart svg")) return "";
    const { colour, opacity, picture } = ground(element);
    if (picture) return "text on a picture";
    const own = getComputedStyle(element);
    const text = paint(element.closest("svg") ? own.fill : own.color, colour, opacity);
    const [light, dark] = [luminance(colour), luminance(text)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(own.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(own.fontWeight) >= 700);
    return ratio >= (large ? 3 : 4.5) ? "" : `contrast ${ratio.toFixed(2)} by our own measure`;
  };

  // axe gives up on a link whose text is in a box of its own. A line or a box tells it from prose.
  const told = (link) => {
    const marked = [link, ...link.querySelectorAll("*")].some((part) => {
      const style = getComputedStyle(part);
      return (
        style.textDecorationLine.includes("underline") ||
        parseFloat(style.borderBottomWidth) > 0 ||
        getComputedStyle(part, "::before").content !== "none"
      );
    });
    return marked ? "" : "nothing but colour tells the link from the text";
  };

  // axe gives up where a control is for what is not on the page. A closed one may make it when
  // it opens, and is looked at open too.
  const controls = (element) => {
    const closed = element.getAttribute("aria-expanded") === "false";
    return closed || document.getElementById(element.getAttribute("aria-controls"))
      ? ""
      : "it is for what is not on the page";
  };

  /** Every element that has a text of its own to be seen, on or off the screen. */
  const texts = () => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = { visibilityProperty: true, opacityProperty: true };
    for (let text; (text = walker.nextNode()); ) {
      const element = text.parentElement;
      if (!text.data.trim() || found.has(element) || !element.checkVisibility(seen)) continue;
      const box = element.getBoundingClientRect();
      const apart = element.closest("script, style, noscript, :disabled, [aria-disabled=true]");
      if (box.width > 1 && box.height > 1 && !apart) found.add(element);
    }
    return found;
  };

  /** Whether a link stands among words that are no link, in another colour than theirs. */
  const among = (link) => {
    const around = link.parentElement;
    const beside = [...around.childNodes].filter((node) => node.nodeType === 3);
    return (
      link.checkVisibility() &&
      getComputedStyle(link).color !== getComputedStyle(around).color &&
      beside.some((text) => /[\p{L}\p{N}]/u.test(text.data))
    );
  };

  const settled = {
    "color-contrast": contrast,
    "link-in-text-block": told,
    "aria-valid-attr-value": controls,
  };
  const faults = found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => [id, node.html, [...node.any, ...node.all, ...node.none][0]?.message]),
  );
  for (const { id, nodes } of found.incomplete) {
    for (const node of nodes) {
      const element = document.querySelector(node.target[0]);
      const why = element && settled[id] ? settled[id](element) : "undecided";
      if (why) faults.push([id, node.html, why]);
    }
  }
  if (quick) {
    for (const element of texts()) {
      const why = contrast(element);
      if (why) faults.push(["color-contrast", element.outerHTML, why]);
    }
    for (const link of document.querySelectorAll(":is(p, li, dd, td) a[href]")) {
      const why = among(link) ? told(link) : "";
      if (why) faults.push(["link-in-text-block", link.outerHTML, why]);
    }
  }
  return faults.map(([id, html, why]) => `${id}: ${html.replace(/\s+/g, " ").slice(0, 160)} (${why})`);
}
