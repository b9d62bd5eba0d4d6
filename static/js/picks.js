// `??` in a reply opens a list of the articles its customer may read; Enter puts one in.
(() => {
  const box = document.querySelector("[data-picks]");
  const text = box?.closest("form").querySelector("textarea[name=body]");
  if (!text) return;
  const list = box.querySelector("ul");
  const button = box.closest("form").querySelector("[data-pick]");
  let from = -1, timer, asked = 0, closed = false;

  const options = () => [...list.querySelectorAll("[data-address]")];
  const current = () => list.querySelector("[aria-selected=true]");
  const choose = (option) => {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    if (!option) return;
    text.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    asked += 1;
    clearTimeout(timer);
    box.hidden = true;
    text.removeAttribute("aria-activedescendant");
    text.setAttribute("aria-expanded", "false");
  };
  const words = () => text.value.slice(from + 2, text.selectionStart);
  const fetchList = async () => {
    const mine = asked += 1;
    try {
      const answer = await fetch(`${box.dataset.picks}&q=${encodeURIComponent(words())}`, { redirect: "error" });
      if (!answer.ok || mine !== asked) return;
      list.innerHTML = await answer.text();
      if (mine !== asked) return;
      box.hidden = false;
      text.setAttribute("aria-expanded", "true");
      choose(current() ?? options()[0]);
    } catch { /* without a list the two marks stay in the text */ }
  };
  const look = () => {
    const before = text.value.slice(0, text.selectionStart);
    const found = /(?:^|[^?])\?\?([^\n?]{0,60})$/.exec(before);
    if (!found) { closed = false; return close(); }
    if (closed) return;
    from = before.length - found[1].length - 2;
    clearTimeout(timer);
    timer = setTimeout(fetchList, box.hidden ? 0 : 150);
  };
  const put = (option) => {
    const link = `[${option.dataset.title.replace(/[[\]]/g, "")}](${option.dataset.address})`;
    const to = text.selectionStart;
    close();
    text.focus();
    text.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, link)) text.setRangeText(link, from, to, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };

  text.setAttribute("aria-controls", list.id);
  text.setAttribute("aria-autocomplete", "list");
  text.addEventListener("input", look);
  text.addEventListener("blur", () => setTimeout(close, 150));
  text.addEventListener("keydown", (event) => {
    if (box.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = options(), place = all.indexOf(current());
    const keys = {
      ArrowDown: () => choose(all[(place + 1) % all.length]),
      ArrowUp: () => choose(all[(place - 1 + all.length) % all.length]),
      Enter: () => put(all[place]),
      Tab: () => put(all[place]),
      Escape: () => { closed = true; close(); },
    };
    if (!keys[event.key] || (event.key !== "Escape" && (place < 0 || event.shiftKey))) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-address]");
    event.preventDefault();
    if (option) put(option);
  });
  button.hidden = false;
  button.addEventListener("click", () => {
    const at = text.selectionStart, gap = at && !/\s/.test(text.value[at - 1]) ? " " : "";
    closed = false;
    text.focus();
    text.setRangeText(`${gap}??`, at, text.selectionEnd, "end");
    look();
  });
})();
