// A new case is kept on the server while it is written; the page says honestly how that went.
(() => {
  const form = document.querySelector("form[data-draft]");
  const status = document.getElementById("saved");
  if (!form) return;

  const PAUSE = 1000;
  let timer, running, sent = false, unsaved = false, cleared = false;
  // Files on their way: files.js adds a promise for each.
  form.onTheWay = new Set();

  const say = (words, failed) => {
    status.querySelector("span").textContent = words;
    status.classList.toggle("is-there", Boolean(words) && !failed);
    status.classList.toggle("is-failed", Boolean(failed));
  };

  const typed = (more = {}) => {
    const body = new FormData(form);
    body.delete("files");
    Object.entries(more).forEach(([name, value]) => body.set(name, value));
    return body;
  };

  // The address names the draft from now on: a reload, a changed language, the way back find it.
  const nameDraft = () => {
    if (location.search.includes("draft=")) return;
    history.replaceState(null, "", form.dataset.again);
    for (const next of document.querySelectorAll("input[name=next]")) next.value = form.dataset.again;
  };

  // After logging in again in another tab this page's token is old; another page has the new one.
  const renewToken = async () => {
    const answer = await fetch(form.action, { redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form[data-draft] [name=csrfmiddlewaretoken]")?.value;
    if (fresh) for (const token of document.querySelectorAll("[name=csrfmiddlewaretoken]")) token.value = fresh;
    return Boolean(fresh);
  };

  const post = (more) => fetch(form.dataset.draft, { method: "POST", body: typed({ then: "stay", ...more }), redirect: "manual" });

  const send = async (more) => {
    try {
      let answer = await post(more);
      if (answer.status === 403 && await renewToken()) answer = await post(more);
      if (answer.type === "opaqueredirect") return say(status.dataset.out, true), "out";
      if (answer.status === 409) return say(await answer.text(), true), "sent";
      if (!answer.ok) return say(status.dataset.failed, true), "failed";
      const words = await answer.text();
      say(words);
      if (words) nameDraft();
      return "saved";
    } catch {
      say(status.dataset.offline, true);
      return "offline";
    }
  };

  // One at a time, so that the last word is the last to arrive.
  const save = (more) => {
    clearTimeout(timer);
    unsaved = false;
    running = (running ?? Promise.resolve()).then(async () => {
      const result = await send(more);
      if (result !== "saved") unsaved = true;
      return result;
    });
    return running;
  };
  const soon = () => {
    unsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  form.draftIsThere = nameDraft;

  form.addEventListener("input", (event) => { if (event.target.type !== "file") soon(); });
  form.addEventListener("change", (event) => {
    // A changed type is sent, and kept, by the page part it asks for.
    if (event.target.type !== "file" && event.target.name !== "case_type") save();
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.name === "case_type" && event.detail.successful) soon();
  });
  // Who leaves while a part of the page is on its way would read of a lost connection.
  form.addEventListener("htmx:beforeRequest", (event) => { if (sent) event.preventDefault(); });
  form.addEventListener("htmx:beforeSend", (event) => {
    const way = new Promise((arrived) => { event.detail.xhr.addEventListener("loadend", arrived); });
    form.onTheWay.add(way);
    way.then(() => form.onTheWay.delete(way));
  });
  addEventListener("online", () => { if (unsaved) save(); });
  addEventListener("pagehide", () => {
    if (!unsaved || sent) return;
    fetch(form.dataset.draft, { method: "POST", body: typed({ then: "stay" }), redirect: "manual", keepalive: true }).catch(() => {});
  });
  addEventListener("pageshow", (event) => { if (event.persisted && sent) location.reload(); });

  // A session that ended must not take the page away with what is written on it.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Refresh")) return;
    event.preventDefault();
    say(status.dataset.out, true);
  });

  // A file is taken out without leaving the page.
  form.addEventListener("click", async (event) => {
    const button = event.target.closest("button[name=remove]");
    if (!button) return;
    event.preventDefault();
    if (await save({ remove: button.value }) !== "saved") return;
    button.closest("li").remove();
    form.querySelector("input[type=file]").focus();
    lookAtWants();
  });

  // Sent once everything is safe with the server; what could not be saved stays here.
  form.addEventListener("submit", (event) => {
    if (cleared) {
      sent = true;
      nameDraft();
      return;
    }
    event.preventDefault();
    if (sent) return;
    sent = true;
    const button = event.submitter;
    Promise.allSettled([...form.onTheWay]).then(() => save()).then((result) => {
      sent = cleared = false;
      if (["out", "offline", "sent"].includes(result)) return;
      cleared = true;
      form.requestSubmit(button);
      cleared = false;
    });
  });

  // What gets us started: which of it is there.
  const isThere = (name) => name === "files"
    ? Boolean(form.querySelector("[data-chosen] [data-picture]"))
    : Boolean(form.elements[name]?.value?.trim());
  const lookAtWants = () => {
    for (const want of form.querySelectorAll("[data-want]")) want.classList.toggle("has", isThere(want.dataset.want));
  };
  form.addEventListener("input", lookAtWants);
  form.addEventListener("htmx:afterSettle", lookAtWants);
  form.addEventListener("files:changed", lookAtWants);
})();
