// What a critical eye measures on a page: sizes of text and targets, contrast, gaps, words that are cut or
// written over each other.
// Runs inside the page; `wanted` is {text, target, gap, contrast, off} in CSS pixels and ratios.

(() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=radio], [role=tab], [role=switch], [tabindex]";
  const OFF = ":disabled, [aria-disabled=true], :is(li, td, tr, g, rect, text, button).closed, :is(li, td, tr).off, li .shut";

  const seen = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const dialog = document.querySelector("dialog:modal");
    if (element.closest(".vh, [inert]") || (dialog && !dialog.contains(element))) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1;
  };

  const called = (element) => {
    const text = (element.ariaLabel ?? element.innerText ?? element.textContent ?? "").trim().replace(/\s+/g, " ");
    const kind = element.className?.baseVal ?? element.className;
    return `${element.localName}${kind ? "." + String(kind).trim().replace(/\s+/g, ".") : ""} "${text.slice(0, 24)}"`;
  };

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };

  /** The colours that may lie under an element: several where a pattern is drawn there. */
  function grounds(element, text) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const drawn = style.backgroundImage.match(/(rgba?|color|oklab|hsla?)\([^()]*\)/g);
      if (drawn && style.backgroundImage.includes("gradient")) return settle(pattern(at, drawn.map(rgba), text), layers);
      const colour = rgba(style.backgroundColor);
      if (colour[3] === 1) return settle([colour], layers);
      if (colour[3] > 0) layers.unshift(colour);
    }
    return settle([[255, 255, 255, 1]], layers);
  }
  /** What a pattern may show at one place. One as large as the screen is a layout: the reader stands on either side. */
  function pattern(element, colours, text) {
    const { width, height } = element.getBoundingClientRect();
    if (width * height > innerWidth * innerHeight * 0.5) return colours.sort((one, other) => ratio(text, other) - ratio(text, one)).slice(0, 1);
    const below = element.parentElement ? grounds(element.parentElement, text) : [[255, 255, 255, 1]];
    return below.flatMap((ground) => colours.map((colour) => over(colour, ground)));
  }
  const settle = (bottoms, layers) => bottoms.map((bottom) => layers.reduce((under, layer) => over(layer, under), bottom));

  /** What is drawn under the middle of a text in a picture. */
  function drawnUnder(element, text) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const stack = document.elementsFromPoint(left + width / 2, top + height / 2).filter((one) => !element.contains(one) && !one.contains(element));
    const shape = stack.map((one) => (one.ownerSVGElement ? rgba(getComputedStyle(one).fill) : null)).find((colour) => colour?.[3] === 1);
    return shape ? [shape] : grounds(element.ownerSVGElement.parentElement, text);
  }

  function contrastOf(element, colour) {
    const text = rgba(colour);
    if (element instanceof SVGElement && element.ownerSVGElement) return Math.min(...drawnUnder(element, text).map((ground) => ratio(over(text, ground), ground)));
    return Math.min(...grounds(element, text).map((ground) => ratio(over(text, ground), ground)));
  }

  /** Elements that hold text of their own, each once. */
  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const done = new Set();
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || done.has(element) || element.closest("script, style, noscript")) continue;
      done.add(element);
      if (seen(element)) yield element;
    }
  }

  /** Whether a line or a last line is missing; `dots`: three dots may say so, as in the second line of a row. */
  function isCut(element, style, dots) {
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const wide = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 2;
    const high = hides(style.overflowY) && element.scrollHeight > element.clientHeight + parseFloat(style.fontSize) * 0.4;
    const said = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    return (wide || high) && !(said && dots);
  }

  /** Whether a word stands outside the key that it is on. */
  function runsOut(element) {
    const key = element.closest("button, a[href]");
    let clipped = false;
    for (let at = element; at !== key && at; at = at.parentElement) clipped ||= getComputedStyle(at).overflowX !== "visible";
    clipped ||= key !== null && getComputedStyle(key).textOverflow === "ellipsis";
    if (!key || clipped || getComputedStyle(key).display === "inline") return false;
    const range = document.createRange();
    range.selectNodeContents(element);
    const [inner, outer] = [range.getBoundingClientRect(), key.getBoundingClientRect()];
    return inner.left < outer.left - 2 || inner.right > outer.right + 2 || inner.top < outer.top - 6 || inner.bottom > outer.bottom + 6;
  }

  /** Where the ink of an element's own text is: its lines, without the room that fonts keep above and below, inside what scrolls. */
  function inkOf(element) {
    const half = parseFloat(getComputedStyle(element).fontSize) * 0.36;
    const range = document.createRange();
    const lines = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()).flatMap((node) => {
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
    const frames = [];
    for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).overflowY !== "visible") frames.push(at.getBoundingClientRect());
    return lines.map(({ left, right, top, bottom }) => {
      const middle = (top + bottom) / 2;
      return {
        left: Math.max(left, ...frames.map((frame) => frame.left)), right: Math.min(right, ...frames.map((frame) => frame.right)),
        top: Math.max(middle - half, ...frames.map((frame) => frame.top)), bottom: Math.min(middle + half, ...frames.map((frame) => frame.bottom)),
      };
    });
  }

  /** Whether something between an element and one of its ancestors hides what lies behind it. */
  function hides(element, ancestor) {
    for (let at = element; at !== ancestor; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at);
      if (rgba(backgroundColor)[3] === 1 || backgroundImage !== "none") return true;
    }
    return false;
  }

  /** The middle of where two lines meet, if they do. */
  function meeting(one, other) {
    const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
    const [top, bottom] = [Math.max(one.top, other.top), Math.min(one.bottom, other.bottom)];
    return right - left > 2 && bottom - top > 2 ? [(left + right) / 2, (top + bottom) / 2] : null;
  }

  /** Of two elements the one that is drawn last at a point, as far as one can tell; else the second in the page. */
  function above(one, other, shared, point) {
    const top = document.elementFromPoint(...point);
    const holds = (element) => {
      let side = element;
      while (side.parentElement !== shared && side !== shared) side = side.parentElement;
      return side !== shared && side.contains(top);
    };
    return top && holds(one) && !holds(other) ? one : other;
  }

  /** Two texts, one written over the other. */
  function aboutOverlaps() {
    const all = [...texts()].filter((element) => !(element instanceof SVGElement)).map((element) => ({ element, ink: inkOf(element) }));
    const found = [];
    for (const [at, one] of all.entries()) {
      for (const other of all.slice(at + 1)) {
        const point = one.ink.flatMap((line) => other.ink.map((another) => meeting(line, another))).find(Boolean);
        if (!point) continue;
        let shared = one.element;
        while (!shared.contains(other.element)) shared = shared.parentElement;
        if (hides(above(one.element, other.element, shared, point), shared)) continue;
        found.push(`written over each other: ${called(one.element)} and ${called(other.element)}`);
      }
    }
    return found;
  }

  function aboutText(wanted) {
    const found = [];
    for (const element of texts()) {
      const style = getComputedStyle(element);
      const inPicture = element instanceof SVGElement;
      const size = parseFloat(style.fontSize) * (inPicture ? Math.hypot(element.getScreenCTM().a, element.getScreenCTM().b) : 1);
      const least = element.closest("[title], .tile") ? Math.min(wanted.text, wanted.tip) : wanted.text;
      if (size < least - 0.01) found.push(`text ${Math.round(size * 10) / 10}px, wanted ${least}: ${called(element)}`);
      const contrastWanted = element.closest(OFF) ? wanted.off : wanted.contrast;
      const contrast = contrastOf(element, inPicture ? style.fill : style.color);
      if (contrast < contrastWanted - 0.005) found.push(`contrast ${contrast.toFixed(2)}, wanted ${contrastWanted}: ${called(element)}`);
      if (!element.closest("code, pre, td") && /undefined|NaN|\[object|(^|[^/])\{\w+\}|^null$/.test(element.textContent)) found.push(`not words: ${called(element)}`);
      if (isCut(element, style, wanted.dots || element.localName === "i")) found.push(`cut off: ${called(element)}`);
      if (runsOut(element)) found.push(`runs out of its key: ${called(element)}`);
    }
    for (const field of document.querySelectorAll("input[placeholder], textarea[placeholder]")) {
      const contrast = seen(field) ? contrastOf(field, getComputedStyle(field, "::placeholder").color) : 21;
      if (contrast < 4.5) found.push(`contrast ${contrast.toFixed(2)} of a placeholder, wanted 4.5: ${called(field)}`);
    }
    return found;
  }

  const enabled = (element) => !element.disabled && element.ariaDisabled !== "true" && !element.matches("[tabindex='-1']:not(button, a, input, [role])");
  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((one) => enabled(one) && seen(one));

  /** A link inside a sentence is as high as its line. */
  const inSentence = (element) =>
    element.localName === "a" && getComputedStyle(element).display === "inline" && element.parentElement.innerText.trim() !== element.innerText.trim();

  /** Where a finger may land: the control, with its label where it has one. */
  function area(element) {
    const own = element.getBoundingClientRect();
    const label = element.closest("label") ?? element.labels?.[0];
    if (!label || !/^(checkbox|radio)$/.test(element.type)) return own;
    const more = label.getBoundingClientRect();
    const [left, top] = [Math.min(own.left, more.left), Math.min(own.top, more.top)];
    return new DOMRect(left, top, Math.max(own.right, more.right) - left, Math.max(own.bottom, more.bottom) - top);
  }

  const within = (rect) => rect.left >= 0 && rect.top >= 0 && rect.right <= innerWidth + 1 && rect.bottom <= innerHeight + 1;

  /** Whether a control can be seen whole where it scrolls. */
  function whole(element, rect) {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (getComputedStyle(at).overflowY === "visible") continue;
      const frame = at.getBoundingClientRect();
      if (rect.top < frame.top - 1 || rect.bottom > frame.bottom + 1) return false;
    }
    return true;
  }

  /** Whether something around a control lets one bring it in from the side. */
  function scrollsSideways(element) {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
    }
    return false;
  }

  const isRow = (element) => element.closest("li, tr") !== null && element.closest(".map, .doors") === null;

  /** Tabs stand side by side as one piece: a tab list, or a navigation that says which of its pages is on. */
  const tabsOfOneList = (one, other) =>
    one.parentElement === other.parentElement && one.closest("[role=tablist], nav:has([aria-current])") !== null;

  /** Rows of one list may touch each other: each is high enough, and a line divides them. */
  const rowsOfOneList = (one, other) => {
    const [row, next] = [one, other].map((element) => element.closest("li, tr, details"));
    return row !== null && next !== null && row !== next && row.parentElement === next.parentElement;
  };

  /** Whether something else lies over the middle of a control. */
  function covered(element) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const top1 = document.elementFromPoint(left + width / 2, top + height / 2);
    return top1 !== null && !element.contains(top1) && !top1.contains(element) && !element.labels?.[0]?.contains(top1);
  }

  function aboutTargets(wanted) {
    const found = [];
    const all = controls()
      .filter((one) => one.tabIndex >= 0 || one.localName === "button" || one.role)
      .filter((one) => !inSentence(one) && !one.matches("main, section, div:not([role]), ul, ol, dialog"))
      .map((element) => ({ element, rect: area(element) }))
      .filter(({ element, rect }) => !within(rect) || !covered(element));
    for (const { element, rect } of all) {
      const { width, height } = rect;
      const least = element.closest(".keyboard, .digits") ? wanted.key : isRow(element) ? wanted.row : wanted.target;
      if (Math.min(width, height) < least - 0.5) {
        found.push(`target ${Math.round(width)}x${Math.round(height)}, wanted ${least}: ${called(element)}`);
      }
    }
    for (const { element, rect } of all) {
      const beside = rect.left < -1 || rect.right > innerWidth + 1;
      if (beside && !scrollsSideways(element)) found.push(`runs off the screen: ${called(element)}`);
    }
    const near = all.filter(({ element, rect }) => whole(element, rect));
    for (const [at, one] of near.entries()) {
      for (const other of near.slice(at + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const across = Math.max(one.rect.left, other.rect.left) - Math.min(one.rect.right, other.rect.right);
        const down = Math.max(one.rect.top, other.rect.top) - Math.min(one.rect.bottom, other.rect.bottom);
        const gap = Math.max(across, down);
        if (gap >= wanted.gap - 0.5) continue;
        const rows = rowsOfOneList(one.element, other.element) && across < 0;
        const least = rows || tabsOfOneList(one.element, other.element) ? 0 : wanted.gap;
        if (gap < least - 0.5) found.push(`gap ${Math.round(gap)}, wanted ${least}: ${called(one.element)} and ${called(other.element)}`);
      }
    }
    for (const element of document.querySelectorAll("body *")) {
      if (getComputedStyle(element).cursor !== "pointer" || element.closest(`${CONTROLS}, label`) || !seen(element)) continue;
      found.push(`looks like a control and is none: ${called(element)}`);
    }
    return found;
  }

  const shine = (element) => {
    const { boxShadow, outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const outline = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && rgba(outlineColor)[3] > 0.5;
    const label = element.closest("label");
    return { boxShadow: boxShadow + (label ? getComputedStyle(label).boxShadow : "none"), outline };
  };

  /** Begin to write down what the keyboard reaches. */
  function watchFocus() {
    document.activeElement?.blur?.();
    window.scrollTo(0, 0);
    const all = controls();
    const before = new Map(all.map((one) => [one, shine(one)]));
    const reached = new Set();
    const found = [];
    const onFocus = ({ target }) => {
      if (reached.has(target)) return;
      reached.add(target);
      const [now, then] = [shine(target), before.get(target) ?? { boxShadow: "nonenone", outline: false }];
      const ringed = (now.outline && !then.outline) || (!/^(none)+$/.test(now.boxShadow) && now.boxShadow !== then.boxShadow);
      target.scrollIntoView({ block: "nearest", behavior: "instant" });
      if (!ringed) found.push(`focus cannot be seen: ${called(target)}`);
      if (covered(target) && within(target.getBoundingClientRect())) found.push(`focus behind something else: ${called(target)}`);
    };
    document.addEventListener("focusin", onFocus);
    window.looks.keyboard = () => {
      document.removeEventListener("focusin", onFocus);
      const groups = [...reached].map((one) => one.closest("[role=radiogroup], [role=tablist], [role=listbox], [role=grid], [role=toolbar]"));
      const names = [...reached].filter((one) => one.type === "radio").map((one) => one.name);
      const missed = all.filter((one) => one.isConnected && enabled(one) && seen(one) && !reached.has(one));
      const lost = missed.filter((one) => !groups.some((group) => group?.contains(one)) && !names.includes(one.name || "-"));
      const behind = lost.filter((one) => !(within(one.getBoundingClientRect()) && covered(one)));
      return [...found, ...behind.filter((one) => one.tabIndex >= 0 || one.localName === "button").map((one) => `the keyboard never gets to: ${called(one)}`)];
    };
    return all.length;
  }

  /** The same finding on many elements is told twice, then counted. */
  function shortened(findings) {
    const groups = new Map();
    for (const finding of new Set(findings)) {
      const what = finding.split(":")[0].replace(/\d+(\.\d+)?(x\d+)?/, "");
      groups.set(what, [...(groups.get(what) ?? []), finding]);
    }
    return [...groups.values()].flatMap((all) => (all.length > 3 ? [...all.slice(0, 2), `${all[0].split(":")[0]}: and ${all.length - 2} more`] : all));
  }

  window.looks = { look: (wanted) => shortened([...aboutText(wanted), ...aboutOverlaps(), ...aboutTargets(wanted)]), watchFocus };
})();
