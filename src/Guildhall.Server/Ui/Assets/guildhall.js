// What a page does better with script; every page works without it.

for (const part of document.querySelectorAll("[data-copy], [data-with-script]")) part.hidden = false;

document.addEventListener("click", async event => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1200);
});

// The exact time in the reader's zone, with UTC beside it.
const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const zoned = root => {
    for (const time of root.querySelectorAll("time[datetime]")) {
        const utc = new Date(time.dateTime);
        time.title = `${local.format(utc)} (${utc.toISOString().slice(0, 19).replace("T", " ")} UTC)`;
    }
};
zoned(document);
document.addEventListener("htmx:load", event => zoned(event.target));

// One box ticks all boxes of its table, and the count of ticked rows is told.
document.addEventListener("change", event => {
    const box = event.target;
    const form = box.form;
    if (!form || box.type !== "checkbox") return;
    if (box.matches("[data-all]")) for (const other of form.querySelectorAll("input[type=checkbox][name]")) other.checked = box.checked;
    const count = form.querySelector("[data-count]");
    if (count) count.textContent = form.querySelectorAll("tbody input[type=checkbox]:checked").length;
});

// Open menus close when the reader goes elsewhere.
document.addEventListener("click", event => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", event => {
    if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
        const find = document.querySelector("input[type=search]");
        if (find) { event.preventDefault(); find.focus(); }
    }
});

// Requests by keyboard: j and k walk the rows, x ticks, a adds and d declines those ticked or else the row one is on.
document.addEventListener("keydown", event => {
    const rows = [...document.querySelectorAll("table[data-keys=requests] tbody input[type=checkbox]")];
    if (rows.length === 0 || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const here = rows.indexOf(document.activeElement);
    const act = { a: "approve", d: "decline" }[event.key];
    if (event.key === "j") rows[Math.min(here + 1, rows.length - 1)].focus();
    else if (event.key === "k") rows[Math.max(here - 1, 0)].focus();
    else if (event.key === "x" && here >= 0) rows[here].click();
    else if (act) {
        if (here >= 0 && !rows.some(row => row.checked)) rows[here].click();
        rows[0].form.querySelector(`button[name=act][value=${act}]`).click();
    } else return;
    event.preventDefault();
});

// How much of a long text is left to type.
for (const text of document.querySelectorAll("textarea[maxlength]")) {
    const count = Object.assign(document.createElement("p"), { className: "small number" });
    const tell = () => { count.textContent = `${text.value.length.toLocaleString()} of ${text.maxLength.toLocaleString()}`; };
    text.after(count);
    text.addEventListener("input", tell);
    tell();
}
