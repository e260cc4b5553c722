// How a chart stands in the browser at this moment. A function of {id, palette} that returns
// {shown, texts, marks, faults}: which drawing is shown, how many lines of text and marks it has,
// and what is wrong with it, each fault a pair of the promise that it breaks and a sentence.
//
// palette: the colours (role to #rrggbb) that must be seen, or null where the reader's own hold.
//
// Sizes are those shown: a drawing is scaled to its frame. The box of a text runs from ascender to
// descender (0.74 and 0.2 of its size, as in crossfoot/charts/layout.py), not over its line height.
// Colours are computed styles, laid over one another where they are not opaque; what is under a
// text is asked of the shapes, so that it holds also for what has not been scrolled into view.
({ id, palette }) => {
  const TEXT = 4.5; // contrast of a text with what it stands on (WCAG 1.4.3)
  const MARK = 3; // contrast of a mark with the ground and with its neighbours (WCAG 1.4.11)
  const SMALLEST = 12; // pixels
  const TOUCH = 0.75; // pixels: marks closer than that touch
  const SHAPES = "path, line, rect, circle, ellipse, polygon, polyline";

  const faults = [];
  const fault = (promise, words) => faults.push([promise, words]);
  const figure = document.getElementById(`chart-${id}`);
  if (!figure) return { shown: "", texts: 0, marks: 0, faults: [["drawing", "no figure"]] };

  // ------------------------------------------------------------------ colours

  const parse = (text) => {
    const found = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)(?:,? (?:\/ )?([\d.]+))?\)/.exec(text);
    return found && [1, 2, 3].map((n) => +found[n]).concat(found[4] === undefined ? 1 : +found[4]);
  };
  const over = (top, under) => top.slice(0, 3).map((c, n) => c * top[3] + under[n] * (1 - top[3]));
  const luminance = (colour) => {
    const [r, g, b] = colour.map((c) => {
      const part = c / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const hex = (colour) =>
    "#" + colour.slice(0, 3).map((c) => Math.round(c).toString(16).padStart(2, "0")).join("");
  const ratio = (one, other) => `${contrast(one, other).toFixed(2)} : 1, ${hex(one)} on ${hex(other)}`;

  /** The colour behind an element of the page. */
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour && colour[3] === 1) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };

  // ----------------------------------------------------------------- which drawing

  const drawings = [...figure.querySelectorAll("svg.cf-wide, svg.cf-narrow")];
  const isShown = (svg) =>
    svg.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    svg.getBoundingClientRect().width > 0;
  const shown = drawings.filter(isShown);
  if (drawings.length !== 2) fault("drawing", `${drawings.length} drawings`);
  if (shown.length !== 1) fault("drawing", `${shown.length} drawings are shown`);
  for (const svg of drawings) {
    // Not only out of sight: what is merely moved or see-through would be read aloud.
    const gone = !svg.checkVisibility() && !svg.getClientRects().length;
    if (!shown.includes(svg) && !gone) fault("drawing", "the other one is not display: none");
    named(svg);
  }
  const sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (sideways > 0) fault("scroll", `the page is ${sideways} px too wide`);
  // Paper has points of its own, and a reader who holds it as near as need be.
  const paper = matchMedia("print").matches;
  const words = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node && !paper; node = words.nextNode()) {
    const around = node.parentElement;
    if (!node.data.trim() || around.closest("svg") || !around.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(around).fontSize);
    if (size < SMALLEST) fault("size", `${size.toFixed(2)} px: ${node.data.trim().slice(0, 40)}`);
  }
  if (shown.length !== 1) return { shown: "", texts: 0, marks: 0, faults };

  /** The root's role and names, and a number of the table in the description. */
  function named(svg) {
    if (svg.getAttribute("role") !== "img") fault("name", "the drawing's role is not img");
    const refs = (svg.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
    const [title, desc] = refs.map((ref) => document.getElementById(ref));
    if (refs.length !== 2 || title?.tagName !== "title" || desc?.tagName !== "desc") {
      return fault("name", `aria-labelledby ${refs.join(" ")} is no title and desc`);
    }
    if (title.parentNode !== svg || desc.parentNode !== svg) fault("name", "those of another one");
    if (!title.textContent.trim()) fault("name", "no title");
    const cells = [...figure.querySelectorAll("table td")].map((cell) => cell.textContent.trim());
    const known = new Set(cells.flatMap((cell) => cell.match(/\d[\d.,]*\d|\d/g) || []));
    // How many rows say the same is told by the table too: "36 claims fail".
    for (const cell of cells) known.add(`${cells.filter((other) => other === cell).length}`);
    const said = desc.textContent.match(/\d[\d.,]*\d|\d/g) || [];
    if (!said.some((number) => known.has(number))) {
      fault("name", `no number of the table in the description: ${desc.textContent.slice(0, 80)}`);
    }
  }

  // ------------------------------------------------------------------ texts and marks

  const svg = shown[0];
  const frame = svg.getBoundingClientRect();
  const scale = frame.width / svg.viewBox.baseVal.width;
  const ground = behind(svg);
  const page = { left: 0, right: document.documentElement.clientWidth };

  /** The theme's role of a fill or stroke, as the drawing writes it: var(--cf-ROLE, #literal). */
  const role = (element, paint) => {
    const holder = element.closest(`[${paint}]`);
    return /^var\(--cf-([\w-]+)/.exec(holder?.getAttribute(paint) || "")?.[1] || "";
  };

  /** A fill or stroke: colour and opacity, its role, and whether it is a hatching; or null. */
  const paintOf = (element, paint) => {
    const style = getComputedStyle(element);
    let value = style[paint];
    let own = role(element, paint);
    const pattern = /^url\("?#([^")]+)"?\)/.exec(value);
    if (pattern) {
      const stripe = document.getElementById(pattern[1])?.querySelector("[stroke]");
      if (!stripe) return null;
      value = getComputedStyle(stripe).stroke;
      own = role(stripe, "stroke");
    }
    const colour = parse(value);
    if (!colour || (paint === "stroke" && !(parseFloat(style.strokeWidth) > 0))) return null;
    if (palette && own && hex(colour) !== palette[own]) {
      fault("colours", `${own} is ${hex(colour)}, not ${palette[own]}`);
    }
    if (!own) fault("colours", `${hex(colour)} is no colour of the theme`);
    colour[3] *= parseFloat(style[`${paint}Opacity`]);
    for (let at = element; at !== svg.parentNode; at = at.parentNode) {
      colour[3] *= parseFloat(getComputedStyle(at).opacity);
    }
    return colour[3] > 0 ? { colour, role: own, hatched: Boolean(pattern) } : null;
  };

  const client = (element, points) => {
    const matrix = element.getScreenCTM();
    const moved = points.map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
    const [xs, ys] = [moved.map((p) => p.x), moved.map((p) => p.y)];
    return {
      left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys),
    };
  };

  /** Every line of text: what it says, its box, its paints. */
  const lines = [...svg.querySelectorAll("text")].flatMap((text) => {
    const parts = text.querySelector("tspan") ? [...text.querySelectorAll("tspan")] : [text];
    return parts.filter((part) => part.textContent.trim()).map((part) => {
      const size = parseFloat(getComputedStyle(part).fontSize);
      const start = part.getStartPositionOfChar(0);
      const end = part.getEndPositionOfChar(part.getNumberOfChars() - 1);
      const [top, bottom] = [start.y - 0.74 * size, start.y + 0.2 * size];
      const box = client(part, [[start.x, top], [end.x, bottom]]);
      const turned = Math.abs(part.getScreenCTM().b) > 1e-6;
      const stroke = paintOf(part, "stroke");
      const paints = { fill: paintOf(part, "fill"), stroke };
      return { element: text, said: part.textContent.trim(), size: size * scale, box, turned, ...paints };
    });
  });

  // A hairline that Vega fills (a trail, a thin box) is a line all the same: no ground, no neighbour.
  const lined = (mark) => {
    const thin = Math.min(mark.box.right - mark.box.left, mark.box.bottom - mark.box.top);
    const hair = !mark.stroke && ["axis", "muted", "ink"].includes(mark.fill?.role) && thin < 3;
    return hair ? { ...mark, fill: null, stroke: mark.fill, thick: thin } : mark;
  };
  const marks = [...svg.querySelectorAll(SHAPES)]
    .filter((shape) => !shape.closest("defs, clipPath, pattern"))
    .map((shape) => {
      const bounds = shape.getBBox();
      const corners = [[bounds.x, bounds.y], [bounds.x + bounds.width, bounds.y + bounds.height]];
      const fill = shape.tagName === "line" ? null : paintOf(shape, "fill");
      const stroke = paintOf(shape, "stroke");
      const thick = stroke ? parseFloat(getComputedStyle(shape).strokeWidth) * scale : 0;
      return lined({ shape, box: client(shape, corners), fill, stroke, thick });
    })
    .filter((mark) => mark.fill || mark.stroke);

  const within = (mark, x, y) => {
    const { left, right, top, bottom } = mark.box;
    const rim = mark.thick / 2;
    if (x < left - rim || x > right + rim || y < top - rim || y > bottom + rim) return false;
    const point = new DOMPoint(x, y).matrixTransform(mark.shape.getScreenCTM().inverse());
    const inFill = mark.fill && mark.shape.isPointInFill(point);
    return inFill || (mark.thick >= 6 && mark.shape.isPointInStroke(point));
  };
  const before = (one, other) =>
    Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const painted = (mark, x, y) => {
    const point = new DOMPoint(x, y).matrixTransform(mark.shape.getScreenCTM().inverse());
    return mark.fill && mark.shape.isPointInFill(point) ? mark.fill : mark.stroke;
  };

  /** The colours that an element stands on at a place: two where that is a hatching. */
  const under = (element, x, y) => {
    let colours = [ground];
    for (const mark of marks) {
      if (mark.shape === element || !before(mark.shape, element) || !within(mark, x, y)) continue;
      const paint = painted(mark, x, y);
      const laid = colours.map((colour) => over(paint.colour, colour));
      colours = paint.hatched ? [...laid, ...colours] : laid;
    }
    return colours;
  };

  // ------------------------------------------------------------------ sizes, cuts, overlaps

  const meets = (one, other, slack) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > slack &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > slack;
  const twins = (one, other) =>
    one.said === other.said && Math.abs(one.box.left - other.box.left) < 0.5 &&
    Math.abs(one.box.top - other.box.top) < 0.5;
  // A text drawn first with a rim in the colour of the ground, so that it can be read on a line.
  const rims = lines.filter(
    (line) => line.stroke?.role === "ground" &&
      lines.some((other) => other !== line && twins(line, other))
  );
  const texts = lines.filter((line) => !rims.includes(line));

  texts.forEach((text, n) => {
    const { box, said } = text;
    if (text.size < SMALLEST - 0.005) fault("size", `${text.size.toFixed(2)} px: ${said}`);
    if (text.turned) fault("cut", `turned: ${said}`);
    if (/…$|\.\.\.$/.test(said)) fault("cut", `shortened: ${said}`);
    const out = [
      frame.left - box.left, frame.top - box.top, box.right - frame.right, box.bottom - frame.bottom,
      page.left - box.left, box.right - page.right,
    ];
    if (Math.max(...out) > 1) fault("cut", `${Math.max(...out).toFixed(1)} px outside: ${said}`);
    for (const other of texts.slice(0, n)) {
      if (meets(box, other.box, 0.5)) fault("overlap", `${other.said} / ${said}`);
    }
  });

  // A line of a hue through a text, unless the text has a rim. Gridlines and axes may pass.
  for (const { shape, stroke, fill } of marks) {
    if (fill || !stroke || !/^([1-4]|ink|quiet)$/.test(stroke.role)) continue;
    const length = shape.getTotalLength();
    const matrix = shape.getScreenCTM();
    const crossed = new Set();
    for (let at = 0; at <= length; at += 2) {
      const { x, y } = shape.getPointAtLength(at).matrixTransform(matrix);
      for (const text of texts) {
        const { left, right, top, bottom } = text.box;
        const inside = x > left + 1 && x < right - 1 && y > top + 2 && y < bottom - 2;
        if (inside && !rims.some((rim) => twins(rim, text))) crossed.add(text.said);
      }
    }
    for (const said of crossed) fault("overlap", `a line runs through ${said}`);
  }

  // ------------------------------------------------------------------ contrasts

  for (const text of texts) {
    const { box, said, fill } = text;
    if (!fill) {
      fault("contrast", `text without a colour: ${said}`);
      continue;
    }
    const rimmed = rims.some((rim) => twins(rim, text));
    const y = box.top + 0.6 * (box.bottom - box.top);
    let worst = null;
    for (let x = box.left + 1; x < box.right; x += 4) {
      for (const colour of rimmed ? [ground] : under(text.element, x, y)) {
        const seen = over(fill.colour, colour);
        if (!worst || contrast(seen, colour) < contrast(...worst)) worst = [seen, colour];
      }
      const covering = marks.find((mark) => before(text.element, mark.shape) && within(mark, x, y));
      if (covering) fault("contrast", `a mark lies on the text ${said}`);
    }
    if (contrast(...worst) < TEXT) fault("contrast", `text ${ratio(...worst)}: ${said}`);
  }

  const place = ({ box }) => {
    const at = (n, from) => Math.round((n - from) / scale);
    return `at ${at(box.left, frame.left)},${at(box.top, frame.top)} of ${svg.viewBox.baseVal.width}`;
  };
  // Gridlines help and say nothing; what has the colour of the ground parts or covers.
  const telling = (paint) => paint && !["grid", "ground"].includes(paint.role);

  for (const mark of marks) {
    const paints = [mark.fill, mark.stroke].filter(telling);
    if (!paints.length) continue;
    const seen = paints.map((paint) => over(paint.colour, ground));
    const best = seen.sort((a, b) => contrast(b, ground) - contrast(a, ground))[0];
    if (contrast(best, ground) < MARK) {
      fault("contrast", `mark ${ratio(best, ground)}, ${place(mark)}`);
    }
    if (mark.fill || !mark.shape.getTotalLength) continue;
    // A line that runs wholly on one filled mark is seen against that one.
    const length = mark.shape.getTotalLength();
    const matrix = mark.shape.getScreenCTM();
    const grounds = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => {
      const { x, y } = mark.shape.getPointAtLength(part * length).matrixTransform(matrix);
      return under(mark.shape, x, y)[0];
    });
    const on = grounds[0];
    if (grounds.every((colour) => hex(colour) === hex(on)) && contrast(best, on) < MARK) {
      fault("contrast", `line ${ratio(over(paints[0].colour, on), on)}, ${place(mark)}`);
    }
  }

  // ------------------------------------------------------------------ neighbours

  const filled = marks.filter((mark) => telling(mark.fill));
  const isBox = ({ shape }) => {
    const b = shape.getBBox();
    const inset = 0.05 * Math.min(b.width, b.height);
    const [xs, ys] = [[b.x + inset, b.x + b.width - inset], [b.y + inset, b.y + b.height - inset]];
    return xs.every((x) => ys.every((y) => shape.isPointInFill(new DOMPoint(x, y))));
  };
  const share = (one, other) => {
    const left = Math.max(one.box.left, other.box.left) + 0.5;
    const right = Math.min(one.box.right, other.box.right) - 0.5;
    const top = Math.max(one.box.top, other.box.top) + 0.5;
    const bottom = Math.min(one.box.bottom, other.box.bottom) - 0.5;
    if (right <= left || bottom <= top) return false;
    const steps = [0, 0.25, 0.5, 0.75, 1];
    return steps.some((across) => steps.some((down) => {
      const [x, y] = [left + across * (right - left), top + down * (bottom - top)];
      return within(one, x, y) && within(other, x, y);
    }));
  };
  const touch = (one, other) => {
    const wider = {
      left: one.box.left - TOUCH, right: one.box.right + TOUCH,
      top: one.box.top - TOUCH, bottom: one.box.bottom + TOUCH,
    };
    // A corner alone is no seam: they must run along one another for more than that.
    const [across, down] = ["left right", "top bottom"].map((ends) => {
      const [low, high] = ends.split(" ");
      return Math.min(one.box[high], other.box[high]) - Math.max(one.box[low], other.box[low]);
    });
    return meets(wider, other.box, 0) && Math.max(across, down) > 2 * TOUCH;
  };
  /** The colours of two marks where they meet, the upper one laid over the lower. */
  const meeting = (upper, lower, lies) => {
    const below = over(lower.fill.colour, ground);
    return [over(upper.fill.colour, lies ? below : ground), below];
  };
  // Lines in the colour of the ground, drawn along an edge to part what is on both sides of it.
  const seams = marks.filter((mark) => mark.stroke?.role === "ground" && mark.thick >= 1 && !mark.fill);
  const along = (seam, { box }) =>
    [["left", "right", "top", "bottom"], ["top", "bottom", "left", "right"]].some((ends) => {
      const [from, to, ...edges] = ends;
      const covered = Math.min(seam.box[to], box[to]) - Math.max(seam.box[from], box[from]);
      const near = edges.some((edge) => edges.every(
        (end) => Math.abs(seam.box[end] - box[edge]) <= seam.thick / 2 + TOUCH));
      return near && covered >= 0.9 * (box[to] - box[from]);
    });
  const parted = (one, other, seen) => {
    if (contrast(...seen) >= MARK || one.fill.hatched !== other.fill.hatched) return true;
    if (seams.some((seam) => before(one.shape, seam.shape) && along(seam, one))) return true;
    return [one, other].some(({ stroke, thick }) => {
      if (!stroke || thick < 1) return false;
      if (stroke.role === "ground") return true;
      const rim = over(stroke.colour, ground);
      return seen.every((colour) => contrast(rim, colour) >= MARK);
    });
  };
  filled.forEach((one, n) => {
    const box = isBox(one);
    for (const other of filled.slice(0, n)) {
      if (!meets(one.box, other.box, -2 * TOUCH)) continue;
      const lies = share(one, other);
      if (!lies && !(box && isBox(other) && touch(one, other))) continue;
      const seen = meeting(one, other, lies);
      if (!parted(one, other, seen)) {
        fault("contrast", `neighbours ${ratio(...seen)}, ${place(one)} and ${place(other)}`);
      }
    }
  });

  return {
    shown: svg.classList.contains("cf-wide") ? "wide" : "narrow",
    texts: texts.length,
    marks: marks.length,
    faults,
  };
}
