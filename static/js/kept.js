// Half-written text survives a changed language, an ended session, another button of the page.
// It lies in this tab only, and is dropped once its form was sent and taken.
(() => {
  const keys = () => Object.keys(sessionStorage);
  const drop = (start) => keys().filter((key) => key.startsWith(start)).forEach((key) => sessionStorage.removeItem(key));
  const taken = document.querySelector("#flashes .flash") !== null;

  for (const key of keys().filter((name) => name.startsWith("sent:"))) {
    sessionStorage.removeItem(key);
    if (taken) drop(`kept:${key.slice("sent:".length)}:`);
  }

  for (const form of document.querySelectorAll("form[data-keep]")) {
    for (const field of form.querySelectorAll("textarea, input[type=text], select")) {
      const place = `kept:${form.dataset.keep}:${field.name}`;
      const kept = sessionStorage.getItem(place);
      if (kept && !field.value) field.value = kept;
      field.addEventListener("input", () => sessionStorage.setItem(place, field.value));
    }
    form.addEventListener("submit", () => sessionStorage.setItem(`sent:${form.dataset.keep}`, "1"));
  }
})();
