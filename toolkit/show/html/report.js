// Narrows what is shown; without it everything is there to read. The address keeps the choice, to be bookmarked.
"use strict";
{
  const form = document.getElementById("filters");
  const findings = document.getElementById("findings");
  const tally = document.getElementById("tally");
  const everything = document.getElementById("everything");
  const FEW = 50; // no more than these are unfolded unasked

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").toLowerCase();
  const say = (words, facts) => words.replace(/\{(\w+)\}/g, (_, name) => facts[name].toLocaleString(document.documentElement.lang));
  const list = (words) => (words ? words.split(" ") : []);

  const groups = [...findings.querySelectorAll(".group")].map((section) => ({
    section,
    weight: section.parentElement,
    kind: section.dataset.kind,
    holds: list(section.dataset.holds),
    count: section.querySelector(".count"),
    rest: section.querySelector("details.rest"),
    head: section.querySelector(".head"),
    tables: [...section.querySelectorAll("table")].map((table) => ({ table, rows: [...table.tBodies[0].rows] })),
  }));
  const texts = new Map();
  const text = (element) => {
    if (!texts.has(element)) texts.set(element, plain(element.textContent));
    return texts.get(element);
  };

  const chosen = () => {
    const place = form.elements.in.selectedOptions[0];
    const weights = [...form.querySelectorAll("[name=weight]")];
    const off = weights.filter((box) => !box.checked);
    return {
      weights: off.length ? weights.filter((box) => box.checked).map((box) => box.value) : null,
      in: place && place.dataset.in ? new Set(list(place.dataset.in)) : null,
      kind: form.elements.kind.value,
      holds: form.elements.holds.value,
      fresh: form.elements.new.checked,
      open: form.elements.open.checked,
      words: list(plain(form.elements.words.value).trim()),
    };
  };

  const fitsGroup = (group, wanted) =>
    (!wanted.weights || wanted.weights.includes(group.weight.dataset.weight)) &&
    (!wanted.kind || wanted.kind === group.kind) &&
    (!wanted.holds || (wanted.holds === "any" ? group.holds.length > 0 : group.holds.includes(wanted.holds)));

  const fitsRow = (group, row, wanted) =>
    (!wanted.in || list(row.dataset.in).some((number) => wanted.in.has(number))) &&
    (!wanted.fresh || "new" in row.dataset) &&
    (!wanted.open || !("done" in row.dataset)) &&
    wanted.words.every((word) => text(row).includes(word) || text(group.head).includes(word));

  const narrow = (group, wanted, narrowed) => {
    const fits = fitsGroup(group, wanted);
    let shown = 0, all = 0, folded = 0;
    group.tables.forEach(({ table, rows }, number) => {
      const before = shown;
      for (const row of rows) {
        const keep = fits && fitsRow(group, row, wanted);
        row.classList.toggle("off", !keep);
        shown += keep;
      }
      all += rows.length;
      if (number) folded += shown - before;
      table.classList.toggle("off", shown === before);
    });
    group.section.classList.toggle("off", !shown);
    group.count.textContent = shown === all ? group.count.dataset.all : say(findings.dataset.shown, { shown, n: all });
    if (group.rest) {
      group.rest.classList.toggle("off", !folded);
      group.rest.querySelector("summary").textContent = say(findings.dataset.rest, { n: folded });
      // Unfolded because few are left; folded again with the filter, unless a person unfolded it.
      if (narrowed && folded && shown <= FEW && !group.rest.open) group.rest.open = group.unasked = true;
      else if (group.unasked && !(narrowed && shown <= FEW)) group.rest.open = group.unasked = false;
    }
    return shown;
  };

  const apply = () => {
    const wanted = chosen();
    const narrowed = keep() !== "";
    const shown = groups.reduce((sum, group) => sum + narrow(group, wanted, narrowed), 0);
    for (const weight of findings.querySelectorAll(".weight")) {
      weight.classList.toggle("off", !weight.querySelector(".group:not(.off)"));
    }
    const n = Number(findings.dataset.number);
    const said = !narrowed ? findings.dataset.all : say(shown ? findings.dataset.shown : findings.dataset.none, { shown, n });
    if (tally.textContent !== said) tally.textContent = said;
    everything.hidden = !narrowed;
  };

  // The choice in the address: only what differs from everything.
  const keep = () => {
    const kept = new URLSearchParams();
    for (const name of ["words", "in", "kind", "holds"]) if (form.elements[name].value) kept.set(name, form.elements[name].value);
    for (const name of ["new", "open"]) if (form.elements[name].checked) kept.set(name, "1");
    const weights = chosen().weights;
    if (weights) kept.set("weight", weights.join(" "));
    const address = kept.toString();
    if (location.hash.slice(1) !== address) history.replaceState(null, "", address ? "#" + address : location.href.split("#")[0]);
    return address;
  };

  const recall = () => {
    const kept = new URLSearchParams(location.hash.slice(1));
    form.reset();
    form.elements.words.value = kept.get("words") || "";
    for (const name of ["in", "kind", "holds"]) {
      form.elements[name].value = kept.get(name) || "";
      if (form.elements[name].selectedIndex < 0) form.elements[name].value = "";
    }
    for (const name of ["new", "open"]) form.elements[name].checked = kept.has(name);
    if (kept.has("weight")) for (const box of form.querySelectorAll("[name=weight]")) box.checked = list(kept.get("weight")).includes(box.value);
    apply();
  };

  if (form) {
    let waiting;
    form.addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(apply, event.target.name === "words" ? 150 : 0);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    everything.addEventListener("click", () => {
      form.reset();
      form.elements.words.focus();
      apply();
    });
    // A link within the page is no choice: it is followed, and the address goes on keeping the choice.
    window.addEventListener("hashchange", () => (location.hash.includes("=") ? recall() : keep()));
    form.hidden = false;
    if (location.hash.includes("=")) recall();
  }

  // Paper folds nothing away.
  const folded = () => [...document.querySelectorAll("details:not([open])")];
  let unfolded = [];
  window.addEventListener("beforeprint", () => (unfolded = folded()).forEach((one) => (one.open = true)));
  window.addEventListener("afterprint", () => unfolded.forEach((one) => (one.open = false)));
}
