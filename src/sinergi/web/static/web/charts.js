// Draws a chart from its specification and rows; expressions are interpreted, never compiled, so that the policy of the page holds.
"use strict";
(() => {
  const views = [];
  const filled = (spec, rows) => {
    const copy = structuredClone(spec);
    if (Array.isArray(copy.data)) {
      copy.data[0].values = [{ id: "root", parent: null, name: "" }, ...rows.map((r) => ({ ...r, id: r.product, parent: "root" }))];
    } else copy.data = { values: rows };
    return copy;
  };
  // The words of a point: beside the pointer, never as a page's markup.
  const told = document.createElement("div");
  told.className = "told";
  told.hidden = true;
  told.setAttribute("aria-hidden", "true");
  document.body.append(told);
  const tell = (_handler, event, _item, value) => {
    told.hidden = !value;
    if (!value) return;
    told.textContent = typeof value === "string" ? value : Object.entries(value).map(([k, v]) => (k.trim() ? `${k}: ${v}` : v)).join("\n");
    const left = Math.min(event.clientX + 14, innerWidth - told.offsetWidth - 8);
    told.style.left = `${Math.max(left, 4)}px`;
    told.style.top = `${Math.min(event.clientY + 14, innerHeight - told.offsetHeight - 8)}px`;
  };
  const draw = async (figure) => {
    const answer = await fetch(figure.dataset.chart, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const chart = await answer.json();
    const say = (name, text) => { const node = figure.querySelector(`[data-${name}]`); if (node) node.textContent = text; };
    say("title", chart.title);
    say("sentence", chart.problem || chart.sentence);
    say("source", chart.source);
    const box = figure.querySelector("[data-draw]");
    if (chart.problem || !chart.rows.length) { box.remove(); return; }
    const spec = filled(chart.spec, chart.rows);
    const width = Math.max(280, Math.floor(box.clientWidth));
    let runtime;
    if (Array.isArray(spec.data)) {
      spec.width = width;
      runtime = vega.parse(spec, null, { ast: true });
    } else {
      spec.width = width - 10;
      runtime = vega.parse(vegaLite.compile(spec).spec, null, { ast: true });
    }
    const view = new vega.View(runtime, { renderer: "svg", hover: true, expr: vegaInterpreter.expressionInterpreter, tooltip: tell });
    view.initialize(box);
    view.addEventListener("click", (_event, item) => { if (item && item.datum && item.datum.where) location.href = item.datum.where; });
    await view.runAsync();
    const svg = box.querySelector("svg");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `${chart.title}. ${chart.sentence}`);
    svg.querySelectorAll("[role]").forEach((n) => n.removeAttribute("role"));
    svg.querySelectorAll("[aria-label]").forEach((n) => n.removeAttribute("aria-label"));
    svg.querySelectorAll("[aria-roledescription]").forEach((n) => n.removeAttribute("aria-roledescription"));
    views.push(view);
  };
  const start = () => document.querySelectorAll("figure[data-chart]").forEach((figure) => {
    draw(figure).catch(() => { const node = figure.querySelector("[data-sentence]") || figure.querySelector("[data-draw]"); node.textContent = figure.dataset.failed; });
  });
  document.querySelectorAll("[data-save]").forEach((button) => button.addEventListener("click", async () => {
    if (!views.length) return;
    const kind = button.dataset.save;
    const link = document.createElement("a");
    link.download = `${button.dataset.name}.${kind}`;
    link.href = kind === "svg"
      ? URL.createObjectURL(new Blob([await views[0].toSVG()], { type: "image/svg+xml" }))
      : await views[0].toImageURL("png", 2);
    link.click();
  }));
  start();
})();
