// Writing an article: marks of Markdown, pictures into the text, and text that is never lost.
(() => {
  const form = document.getElementById("article-form");
  if (!form) return;
  const body = form.elements.body;
  const tools = form.querySelector("[data-marks]");

  // --- Marks ---
  const put = (from, to, text, select = [text.length, text.length]) => {
    body.focus();
    body.setSelectionRange(from, to);
    // So that Ctrl Z takes it back; a browser without it gets the text all the same.
    if (!document.execCommand("insertText", false, text)) body.setRangeText(text, from, to, "end");
    body.setSelectionRange(from + select[0], from + select[1]);
    body.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const chosen = () => [body.selectionStart, body.selectionEnd, body.value.slice(body.selectionStart, body.selectionEnd)];
  const around = (mark) => {
    const [from, to, words] = chosen();
    put(from, to, `${mark}${words}${mark}`, [mark.length, mark.length + words.length]);
  };
  const lines = (mark) => {
    const [from, to] = chosen();
    const start = body.value.lastIndexOf("\n", from - 1) + 1;
    const text = body.value.slice(start, to).split("\n").map((line) => mark + line).join("\n");
    put(start, to, text);
  };
  const block = (text, select) => {
    const [from, to] = chosen();
    const before = from && body.value[from - 1] !== "\n" ? "\n\n" : "";
    put(from, to, before + text, select?.map((place) => place + before.length));
  };
  const picture = (name) => {
    const words = name.replace(/\.[^.]+$/, "");
    const target = /[\s()]/.test(name) ? `<${name}>` : name;
    block(`![${words}](${target})\n`, [2, 2 + words.length]);
  };
  const marks = {
    bold: () => around("**"),
    heading: () => lines("## "),
    list: () => lines("- "),
    link: () => {
      const [from, to, words] = chosen();
      const shown = words || tools.dataset.link, address = tools.dataset.address;
      put(from, to, `[${shown}](${address})`, [shown.length + 3, shown.length + 3 + address.length]);
    },
    picture: () => document.getElementById("id_files").click(),
    table: () => {
      const head = `${tools.dataset.cell} 1 | ${tools.dataset.cell} 2`;
      block(`| ${head} |\n|---|---|\n|  |  |\n`, [2, 2 + tools.dataset.cell.length + 2]);
    },
    code: () => (chosen()[2].includes("\n") ? block("```\n" + chosen()[2] + "\n```\n") : around("`")),
  };
  tools.hidden = false;
  tools.addEventListener("click", (event) => marks[event.target.closest("[data-mark]")?.dataset.mark]?.());
  body.addEventListener("keydown", (event) => {
    const mark = (event.ctrlKey || event.metaKey) && !event.altKey && { b: "bold", k: "link" }[event.key];
    if (!mark) return;
    event.preventDefault();
    event.stopPropagation();
    marks[mark]();
  });

  // --- Pictures: what is dropped, pasted or chosen goes into the text where one writes ---
  form.addEventListener("files:added", (event) => event.detail.names.forEach(picture));
  const showInserts = () => form.querySelectorAll("[data-insert]").forEach((button) => { button.hidden = false; });
  form.addEventListener("click", (event) => {
    const item = event.target.closest("[data-insert]")?.closest("[data-name]");
    if (item) picture(item.dataset.name);
  });
  form.addEventListener("files:changed", () => {
    showInserts();
    body.dispatchEvent(new Event("marks"));
  });
  showInserts();
  for (const kind of ["dragover", "dragenter"]) body.addEventListener(kind, (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  body.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const input = document.getElementById("id_files");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // --- Kept in this browser until it is saved ---
  // For each person by themselves: a browser may be shared.
  const place = `article:${form.dataset.person}:${form.dataset.article}:${form.dataset.language}`;
  const KEPT_FOR = 14 * 24 * 60 * 60 * 1000;
  const status = document.querySelector("#kept span");
  const notice = document.getElementById("restore");
  const names = ["title", "body", "note"];
  const typed = () => Object.fromEntries(names.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
  const store = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: the page still has it */ } },
    drop: (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } },
  };
  const places = () => { try { return Object.keys(localStorage); } catch { return []; } };
  for (const key of places()) {
    if (key.startsWith("article:") && !(store.get(key)?.at > Date.now() - KEPT_FOR)) store.drop(key);
  }
  const sent = sessionStorage.getItem("article-sent");
  sessionStorage.removeItem("article-sent");
  if (sent && document.querySelector("#flashes .flash")) store.drop(sent);

  const same = (kept) => names.every((name) => !form.elements[name] || (kept[name] ?? "").replaceAll("\r\n", "\n") === form.elements[name].value);
  const kept = store.get(place);
  if (kept && !same(kept)) {
    notice.hidden = false;
    notice.querySelector("[data-when]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  }
  notice.addEventListener("click", (event) => {
    if (event.target.closest("[data-restore]")) {
      for (const name of names) if (form.elements[name] && name in kept) form.elements[name].value = kept[name];
      body.dispatchEvent(new Event("marks"));
    } else if (event.target.closest("[data-forget]")) store.drop(place);
    else return;
    notice.hidden = true;
  });
  let timer;
  const keep = () => {
    clearTimeout(timer);
    store.set(place, { ...typed(), at: Date.now() });
    const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
    status.textContent = form.dataset.kept.replace("{time}", now);
    status.parentElement.classList.add("is-there");
  };
  form.addEventListener("input", (event) => {
    if (!names.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(keep, 500);
  });
  form.addEventListener("submit", () => {
    keep();
    sessionStorage.setItem("article-sent", place);
  });
  addEventListener("pagehide", () => { if (timer) keep(); });
})();
