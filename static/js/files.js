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
    const add = (more) => { files = files.concat([...more]); show(); };

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
