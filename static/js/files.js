// Files for a message: chosen, dropped or pasted, listed, and taken back one by one.
(() => {
  const sprite = () => document.querySelector(".icon use")?.getAttribute("href")?.split("#")[0] ?? "";

  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${sprite()}#${name}`);
    svg.append(use);
    return svg;
  };

  const size = (bytes) => {
    const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
    return bytes < 1048576 ? `${number.format(Math.ceil(bytes / 1024))} kB` : `${number.format(bytes / 1048576)} MB`;
  };

  const setUp = (field) => {
    const input = field.querySelector("input[type=file]");
    const list = field.querySelector("[data-chosen]");
    const drop = field.querySelector(".drop");
    let files = [];

    const show = () => {
      const carrier = new DataTransfer();
      files.forEach((file) => carrier.items.add(file));
      input.files = carrier.files;
      list.replaceChildren(...files.map((file, place) => {
        const item = document.createElement("li");
        const chip = document.createElement("span");
        const remove = document.createElement("button");
        chip.className = "file";
        remove.type = "button";
        remove.className = "btn btn-sm btn-text";
        remove.setAttribute("aria-label", `${field.dataset.remove} ${file.name}`);
        remove.append(icon("x"));
        remove.addEventListener("click", () => { files.splice(place, 1); show(); input.focus(); });
        chip.append(icon(file.type.startsWith("image/") ? "image" : "file-text"), ` ${file.name} `, size(file.size), remove);
        item.append(chip);
        return item;
      }));
    };

    // Where a draft keeps the files, each goes there at once, and the server's answer is its chip.
    const { upload, failed, tooLarge, most } = field.dataset;
    const chipOf = (file) => {
      const item = document.createElement("li");
      const chip = document.createElement("span");
      const progress = document.createElement("progress");
      chip.className = "file";
      progress.max = 1;
      progress.value = 0;
      progress.setAttribute("aria-label", file.name);
      chip.append(icon(file.type.startsWith("image/") ? "image" : "file-text"), ` ${file.name} `, progress);
      item.append(chip);
      list.append(item);
      return item;
    };
    const refuse = (item, words) => {
      const chip = document.createElement("span");
      const away = document.createElement("button");
      item.className = "file-refused";
      chip.className = "file";
      chip.setAttribute("role", "alert");
      away.type = "button";
      away.className = "btn btn-sm btn-text";
      away.dataset.dismiss = "";
      away.setAttribute("aria-label", field.dataset.remove);
      away.append(icon("x"));
      chip.append(icon("st-late"), words, away);
      item.replaceChildren(chip);
    };
    const send = (file) => {
      const item = chipOf(file);
      if (file.size > Number(most)) return refuse(item, tooLarge.replace("{name}", file.name));
      const body = new FormData(input.form);
      // Of a kind we do not take, the first bytes are enough to be told so.
      const known = input.accept.split(",").some((ending) => file.name.toLowerCase().endsWith(ending));
      body.delete("files");
      body.append("files", known ? file : file.slice(0, 8192), file.name);
      const way = new Promise((arrived) => {
        const request = new XMLHttpRequest();
        request.open("POST", upload);
        request.upload.addEventListener("progress", (event) => { item.querySelector("progress").value = event.loaded / event.total; });
        request.addEventListener("loadend", () => {
          const answered = [201, 422].includes(request.status) && !request.responseURL.includes("/login/");
          if (answered) item.outerHTML = request.responseText;
          const name = request.status === 201 && list.lastElementChild?.dataset.name;
          if (name) field.dispatchEvent(new CustomEvent("files:added", { bubbles: true, detail: { names: [name] } }));
          else refuse(item, `${file.name}: ${failed}`);
          if (request.status === 201) input.form.draftIsThere?.();
          field.dispatchEvent(new Event("files:changed", { bubbles: true }));
          arrived();
        });
        request.send(body);
      });
      input.form.onTheWay?.add(way);
      way.finally(() => input.form.onTheWay?.delete(way));
    };
    list.addEventListener("click", (event) => {
      if (event.target.closest("[data-dismiss]")) event.target.closest("li").remove();
    });

    const add = (more) => {
      if (!upload) field.dispatchEvent(new CustomEvent("files:added", { bubbles: true, detail: { names: [...more].map((file) => file.name) } }));
      if (upload) {
        [...more].forEach(send);
        input.value = "";
      } else {
        files = files.concat([...more]);
        show();
      }
    };

    input.addEventListener("change", () => add(input.files));
    input.form.addEventListener("paste", (event) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (!pasted.length) return;
      event.preventDefault();
      const stamp = new Date().toTimeString().slice(0, 8).replaceAll(":", "");
      add(pasted.map((file) => new File([file], file.name.replace(/^image\./, `${field.dataset.pasted}-${stamp}.`), { type: file.type })));
    });
    const ground = drop ?? input.form;
    ["dragover", "dragenter"].forEach((kind) => ground.addEventListener(kind, (event) => { event.preventDefault(); drop?.classList.add("is-over"); }));
    ["dragleave", "drop"].forEach((kind) => ground.addEventListener(kind, () => drop?.classList.remove("is-over")));
    ground.addEventListener("drop", (event) => { event.preventDefault(); add(event.dataTransfer.files); });
  };

  document.querySelectorAll("[data-drop]").forEach(setUp);
})();
