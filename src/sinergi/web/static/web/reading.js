// Reading with the keyboard alone: J and K move, A accepts, R refuses, U undoes, C corrects, S goes to the text.
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
  const next = (step) => {
    const all = items();
    const at = all.findIndex((i) => i.id === place);
    go(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)]);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (key === "j") next(1);
    else if (key === "k") next(-1);
    else if (key === "s") {
      const box = document.querySelector("[data-text]");
      box.focus();
      const range = document.createRange();
      range.setStart(box.firstChild.firstChild || box.firstChild, 0);
      range.collapse(true);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
    } else if ("aruc".includes(key)) {
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
  document.addEventListener("htmx:after:swap", after);
})();
