// The keyboard, and nothing else: without it every link and button does the same.
"use strict";
{
  const find = (id) => document.getElementById(id);
  const dialog = find("keys");
  const on = find("keys-on");
  const decide = find("decide");
  const listed = [...document.querySelectorAll(".letters tbody a")];

  const answer = find("answer");
  if (answer) answer.focus();
  for (const past of document.querySelectorAll(".past")) if (past.scrollHeight <= past.clientHeight) past.removeAttribute("tabindex");

  if (dialog) {
    const shown = find("show-keys");
    shown.hidden = false;
    shown.addEventListener("click", () => dialog.showModal());
    try {
      on.checked = sessionStorage.getItem("keys") !== "off";
      on.addEventListener("change", () => sessionStorage.setItem("keys", on.checked ? "on" : "off"));
    } catch { /* a browser that keeps nothing: the choice holds for this page */ }
  }

  // Once only: a key held down, or pressed again while the next page comes, decides nothing twice.
  let sent = false;
  for (const form of document.forms) {
    form.addEventListener("submit", (event) => {
      if (form.method === "dialog") return;
      if (sent) event.preventDefault();
      sent = true;
    });
  }
  window.addEventListener("pageshow", () => (sent = false));

  const follow = (id) => find(id) && find(id).click();
  const say = (verdict) => {
    const button = decide && decide.querySelector(`[value=${verdict}]`);
    if (!button || button.disabled) return;
    const note = find("note");
    if (verdict === "yes" && decide.dataset.needs && !note.value.trim()) note.focus();
    else decide.requestSubmit(button);
  };
  const step = (by) => {
    if (!listed.length) return;
    const at = listed.indexOf(document.activeElement);
    listed[at < 0 ? 0 : Math.min(Math.max(at + by, 0), listed.length - 1)].focus();
  };
  const write = (id) => {
    const field = find(id);
    if (!field) return;
    field.focus();
    field.scrollIntoView({ block: "center" });
  };
  const keys = {
    y: () => say("yes"),
    n: () => say("no"),
    h: () => say("undone"),
    e: () => write("own"),
    r: () => write("note"),
    j: () => (listed.length ? step(1) : follow("after")),
    k: () => (listed.length ? step(-1) : follow("before")),
    l: () => follow("list"),
  };

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (writing && event.key === "Enter" && (event.ctrlKey || event.metaKey) && writing.id === "own") {
      event.preventDefault();
      writing.form.requestSubmit();
    } else if (writing && event.key === "Escape") {
      writing.blur();
    }
    if (writing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !dialog || dialog.open) return;
    const deed = event.key === "?" ? () => dialog.showModal() : on.checked && keys[event.key.toLowerCase()];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}
