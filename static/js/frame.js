// The frame's comforts. Every page works without this file.

// A menu closes when one presses Escape, presses elsewhere, or moves on with the keyboard.
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("focusin", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The theme changes at once and is saved behind the scenes; a failure submits the form.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-theme-choice]");
  if (!form) return;
  event.preventDefault();
  const chosen = event.submitter.value;
  const saved = new FormData(form, event.submitter);
  if (chosen === "auto") delete document.documentElement.dataset.bsTheme;
  else document.documentElement.dataset.bsTheme = chosen;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === event.submitter));
  }
  try {
    const answer = await fetch(form.action, { method: "POST", body: saved, redirect: "manual" });
    if (answer.type !== "opaqueredirect") throw new Error(answer.status);
  } catch {
    const choice = document.createElement("input");
    Object.assign(choice, { type: "hidden", name: "theme", value: chosen });
    form.append(choice);
    form.submit();
  }
});

// A part of a page that could not be fetched says so; nothing typed is touched.
const say = (id) => {
  const words = document.getElementById(id).content.cloneNode(true);
  document.getElementById("flashes").replaceChildren(words);
};
document.addEventListener("htmx:sendError", () => say("flash-offline"));
document.addEventListener("htmx:responseError", () => say("flash-failed"));

// A sent form cannot be sent again by impatience: the pressed button says what goes on.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.dataset.busy || event.defaultPrevented) return;
  const words = button.innerHTML;
  // Only after the browser has read the button's own name and value.
  setTimeout(() => {
    button.disabled = true;
    button.textContent = button.dataset.busy;
  });
  addEventListener("pageshow", () => {
    button.disabled = false;
    button.innerHTML = words;
  }, { once: true });
});

// What went wrong is read first, also where the address names a place further down.
document.querySelector("[role=alert][autofocus]")?.focus();

// A page that is often printed has a button for it.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
