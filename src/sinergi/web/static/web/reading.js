// Reading with the keyboard alone: J and K move, A accepts, R refuses, U undoes, C corrects, S chooses in the text, D and P go to
// date and people, E ends: it accepts the rest, then confirms.
"use strict";
(() => {
  let place = null;
  const items = () => [...document.querySelectorAll("[data-item]")];
  const go = (item) => {
    if (!item) return;
    place = item.id;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "center" });
    document.querySelectorAll("mark.current").forEach((m) => m.classList.remove("current"));
    const span = item.dataset.span && document.getElementById(item.dataset.span);
    if (span) {
      span.classList.add("current");
      const box = span.closest("[data-text]");
      box.scrollTop = span.offsetTop - box.offsetTop - box.clientHeight / 3;
    }
  };
  // A choice in the text by the keyboard: places of its sentences and words, in UTF-16 units of the whole text.
  let chosen = null;
  const text = () => document.querySelector("[data-text]");
  const places = (kind) => {
    const cut = new Intl.Segmenter(undefined, { granularity: kind }).segment(text().textContent);
    return [...cut].filter((s) => s.segment.trim() && (kind === "sentence" || s.isWordLike)).map((s) => {
      const lead = s.segment.length - s.segment.trimStart().length;
      return [s.index + lead, s.index + s.segment.trimEnd().length];
    });
  };
  const at = (n) => { const all = places("sentence"); return all.length ? { n: Math.min(Math.max(n, 0), all.length - 1), all } : null; };
  const node = (place) => {
    const walker = document.createTreeWalker(text(), NodeFilter.SHOW_TEXT);
    let seen = 0;
    for (let one = walker.nextNode(); one; one = walker.nextNode()) {
      if (place <= seen + one.data.length) return [one, place - seen];
      seen += one.data.length;
    }
    return null;
  };
  const show = () => {
    const [start, end] = [node(chosen.start), node(chosen.end)];
    if (!start || !end) return;
    const range = document.createRange();
    range.setStart(...start);
    range.setEnd(...end);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const box = text();
    box.scrollTop += range.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  };
  const select = (found) => {
    if (!found) return;
    text().focus({ preventScroll: true });
    chosen = { n: found.n, start: found.all[found.n][0], end: found.all[found.n][1] };
    show();
  };
  const moveChoice = (event) => {
    const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
    if (event.key === "Enter") { const kind = document.querySelector("[data-adder] select"); if (kind) kind.focus(); return true; }
    if (!event.key.startsWith("Arrow")) return false;
    if (!event.shiftKey) { select(at(chosen.n + (forward ? 1 : -1))); return true; }
    const words = places("word");
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const ends = words.map((w) => w[1]);
      const to = forward ? ends.find((e) => e > chosen.end) : ends.findLast((e) => e < chosen.end);
      if (to !== undefined && to > chosen.start) chosen.end = to;
    } else {
      const starts = words.map((w) => w[0]);
      const to = forward ? starts.find((e) => e > chosen.start) : starts.findLast((e) => e < chosen.start);
      if (to !== undefined && to < chosen.end) chosen.start = to;
    }
    show();
    return true;
  };
  const next = (step) => {
    const all = items();
    const at = all.findIndex((i) => i.id === place);
    go(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)]);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (chosen && text() && document.activeElement === text() && moveChoice(event)) { event.preventDefault(); return; }
    if (key === "j") next(1);
    else if (key === "k") next(-1);
    else if (key === "s") select(at(0));
    else if (key === "e") { const end = document.querySelector("[data-end]"); if (end) end.click(); }
    else if ("dp".includes(key)) { const link = document.querySelector(`[data-go="${key}"]`); if (link) link.click(); }
    else if ("aruc".includes(key)) {
      const item = document.getElementById(place) || document.activeElement.closest("[data-item]");
      const button = item && item.querySelector(`[data-key="${key}"]`);
      if (!button) return;
      place = item.id;
      button.click();
    } else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-of]");
    if (mark && getSelection().isCollapsed) go(document.getElementById("statement-" + mark.dataset.of));
  });
  // Characters are counted as Python counts them: a pair of surrogates is one.
  const points = (text) => [...text].length;
  const offset = (node, at) => {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-start]");
    if (!piece) return null;
    const before = node.nodeType === 3 ? node.data.slice(0, at) : "";
    return Number(piece.dataset.start) + points(before);
  };
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const form = document.querySelector("[data-adder]");
    if (!form || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const box = document.querySelector("[data-text]");
    if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return;
    const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (start === null || end === null) return;
    form.closest("details").open = true;
    form.elements.start.value = start;
    form.elements.end.value = end;
  });
  // After a decision the next open proposal is taken up, so that one key after another decides them all.
  const after = () => {
    const all = items();
    const at = all.findIndex((i) => i.id === place);
    const open = all.slice(Math.max(at, 0)).find((i) => i.classList.contains("proposed")) || all.find((i) => i.classList.contains("proposed"));
    go(open || document.getElementById(place));
  };
  document.addEventListener("htmx:after:swap", () => { chosen = null; after(); });
  // Back from a page of its own, the one that was corrected is where one was.
  const came = location.hash && document.getElementById(location.hash.slice(1));
  if (came && came.matches("[data-item]")) go(came);
})();
