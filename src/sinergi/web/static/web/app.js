// What a person typed is kept in the browser until it was sent: a session that expires loses nothing.
"use strict";
(() => {
  const key = (form) => "kept:" + (form.getAttribute("action") || location.pathname);
  const fields = (form) => [...form.elements].filter((f) => f.name && !["hidden", "password", "file"].includes(f.type));
  const keep = (form) => {
    const values = fields(form).map((f) => [f.name, f.type === "checkbox" || f.type === "radio" ? f.checked : f.value]);
    try { sessionStorage.setItem(key(form), JSON.stringify(values)); } catch { /* full: nothing is kept */ }
  };
  const bringBack = (form) => {
    const held = sessionStorage.getItem(key(form));
    if (!held || form.querySelector(".wrong") || document.querySelector(".error-box")) return;
    const values = JSON.parse(held);
    fields(form).forEach((f, n) => {
      const one = values[n];
      if (!one || one[0] !== f.name) return;
      if (f.type === "checkbox" || f.type === "radio") f.checked = one[1]; else f.value = one[1];
    });
  };
  document.querySelectorAll("form[data-keep]").forEach((form) => {
    bringBack(form);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", () => { keep(form); sessionStorage.setItem("sent", key(form)); });
  });
  // The page after a form was taken is another one: what was kept of it goes. A sign-in page or the form itself keeps it.
  const sent = sessionStorage.getItem("sent");
  if (sent && !location.pathname.startsWith("/account/") && sent !== "kept:" + location.pathname) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem("sent");
  }
  // A page that one goes to for a single form begins in its first field.
  const first = document.querySelector("form[data-first]:not(:has(.wrong)) :is(select, textarea, input:not([type=hidden]))");
  if (first) first.focus();
  // On a phone the header is one row; the menu opens below it.
  const menu = document.querySelector("button.menu");
  if (menu) menu.addEventListener("click", () => menu.setAttribute("aria-expanded", String(menu.getAttribute("aria-expanded") !== "true")));
  // On a phone a row of these tables becomes a card: each cell says what it is.
  document.querySelectorAll("table.cards").forEach((table) => {
    const titles = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    [...table.tBodies].forEach((body) => [...body.rows].forEach((row) => [...row.cells].forEach((cell, n) => {
      if (n && titles[n] && cell.textContent.trim()) cell.dataset.label = titles[n];
    })));
    table.classList.add("ready");
  });
  // A choice of the pair decides where a form goes.
  document.querySelectorAll("select[data-action]").forEach((select) => {
    const point = () => { select.form.action = select.value; };
    select.addEventListener("change", point);
    point();
  });
})();
