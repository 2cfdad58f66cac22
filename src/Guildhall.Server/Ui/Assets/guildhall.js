// What a page does better with script; every page works without it.

const unhide = root => { for (const part of root.querySelectorAll("[data-copy], [data-with-script]")) part.hidden = false; };
unhide(document);
document.addEventListener("htmx:load", event => unhide(event.target));

// A part of a page that cannot be fetched says so; the page stays as it was.
const failed = event => {
    const status = event.detail.xhr?.status ?? 0;
    let told = document.getElementById("fetch-failed");
    if (!told) {
        told = Object.assign(document.createElement("p"), { id: "fetch-failed", className: "flash problem" });
        told.setAttribute("role", "alert");
        document.querySelector("main").prepend(told);
    }
    told.textContent = status === 0 ? "The server does not answer. What you see may be old." : status === 400 ? "This cannot be searched for: shorten it or use other characters." : `That did not work (${status}). Reload the page to see how things stand.`;
};
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:afterSwap", () => document.getElementById("fetch-failed")?.remove());

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

// One box ticks all boxes of its table, and the count of ticked rows is told: those on other pages of the list too.
const tellTicked = form => {
    const count = form?.querySelector("[data-count]");
    if (count) count.textContent = (Number(count.dataset.count) + form.querySelectorAll("tbody input[type=checkbox]:checked").length).toLocaleString();
};
document.addEventListener("change", event => {
    const box = event.target;
    if (!box.form || box.type !== "checkbox") return;
    if (box.matches("[data-all]")) for (const other of box.form.querySelectorAll("input[type=checkbox][name]")) other.checked = box.checked;
    tellTicked(box.form);
});
// Whoever comes back to a page finds its boxes as they left them.
window.addEventListener("pageshow", () => { for (const count of document.querySelectorAll("form [data-count]")) tellTicked(count.closest("form")); });

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

// Requests by keyboard: j and k walk the rows; on a row x ticks, a approves and d declines those ticked or else that row.
document.addEventListener("keydown", event => {
    const rows = [...document.querySelectorAll("table[data-keys=requests] tbody input[type=checkbox]")];
    if (rows.length === 0 || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const here = rows.indexOf(document.activeElement);
    const act = { a: "approve", d: "decline" }[event.key];
    if (event.key === "j") rows[Math.min(here + 1, rows.length - 1)].focus();
    else if (event.key === "k") rows[Math.max(here - 1, 0)].focus();
    else if (event.key === "x" && here >= 0) rows[here].click();
    else if (act && here >= 0) {
        if (!rows.some(row => row.checked)) rows[here].click();
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

// Branding as one types it; the colours are the server's, which sees to it that they can be read.
const sheet = document.querySelector("[data-preview-sheet]");
if (sheet) {
    const form = document.querySelector("form:has([name=ThemeColor])");
    const part = name => document.querySelector(`[data-preview-of=${name}]`);
    form.addEventListener("input", event => {
        if (event.target.name === "ThemeColor") form.elements.color.checked = true;
        sheet.href = `/brand/colour/${form.elements.color.checked ? form.elements.ThemeColor.value.slice(1) : "none"}.css`;
        const title = part("Title");
        title.textContent = form.elements.Title.value || title.dataset.empty;
        part("Information").textContent = form.elements.Information.value;
        const [file] = form.elements.logo.files;
        if (event.target.name === "logo" && file) {
            const reader = new FileReader();
            reader.onload = () => Object.assign(part("logo"), { src: reader.result, hidden: false });
            reader.readAsDataURL(file);
        }
    });
}

// When a part of the page is put in anew, the reader stays where they were: on the same control if it is still there, else at the heading; what was open stays open.
const signOf = control => control.id ? `#${control.id}` : [control.tagName, control.getAttribute("href"), control.dataset.copy, control.name, control.textContent.trim()].join("|");
let left = null;
document.addEventListener("htmx:beforeSwap", event => {
    const part = event.detail.target;
    const at = document.activeElement;
    left = { sign: at && part.contains(at) ? signOf(at) : null, open: [...part.querySelectorAll("details")].map(fold => fold.open), id: part.id };
});
document.addEventListener("htmx:afterSettle", () => {
    const part = left?.id ? document.getElementById(left.id) : null;
    if (!part) return;
    [...part.querySelectorAll("details")].forEach((fold, place) => { if (left.open[place]) fold.open = true; });
    if (left.sign && !part.contains(document.activeElement)) {
        const same = [...part.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")].find(control => signOf(control) === left.sign);
        const heading = part.querySelector("h1, h2") ?? part;
        if (!same) heading.tabIndex = -1;
        (same ?? heading).focus();
    }
    left = null;
});

// The tree by keyboard, as the ARIA tree pattern has it: one stop for the tab key, arrows, Home, End, and the first letters of a name.
const items = tree => [...tree.querySelectorAll("[role=treeitem]")];
const stop = (tree, item) => { for (const other of items(tree)) other.tabIndex = other === item ? 0 : -1; };
const prepare = root => {
    for (const tree of root.querySelectorAll("[role=tree]")) stop(tree, tree.querySelector("[aria-current]") ?? tree.querySelector("[role=treeitem]"));
};
prepare(document);
document.addEventListener("htmx:load", event => prepare(event.target));
document.addEventListener("focusin", event => {
    const item = event.target.closest("[role=treeitem]");
    if (item) stop(item.closest("[role=tree]"), item);
});
let typed = "";
let typedAt = 0;
let goingTo = null;
document.addEventListener("htmx:afterSettle", () => {
    if (goingTo) document.getElementById(goingTo)?.focus();
    goingTo = null;
});
document.addEventListener("keydown", event => {
    const item = event.target.closest("[role=treeitem]");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = items(item.closest("[role=tree]"));
    const at = all.indexOf(item);
    const level = Number(item.ariaLevel);
    const above = all.slice(0, at).findLast(other => Number(other.ariaLevel) === level - 1);
    let to = null;
    if (event.key === "ArrowDown") to = all[at + 1];
    else if (event.key === "ArrowUp") to = all[at - 1];
    else if (event.key === "Home") to = all[0];
    else if (event.key === "End") to = all.at(-1);
    else if (event.key === "ArrowRight" && item.ariaExpanded === "true") to = all[at + 1];
    else if (event.key === "ArrowRight" && item.ariaExpanded === "false") item.click();
    else if (event.key === "ArrowLeft" && item.ariaExpanded === "true" && above) { goingTo = item.id; above.click(); }
    else if (event.key === "ArrowLeft") to = above;
    else if (event.key === " ") item.click();
    else if (event.key.length === 1 && event.key !== "/") {
        typed = event.timeStamp - typedAt < 700 ? typed + event.key.toLowerCase() : event.key.toLowerCase();
        typedAt = event.timeStamp;
        const from = typed.length === 1 ? at + 1 : at;
        to = [...all.slice(from), ...all.slice(0, from)].find(other => other.textContent.trim().toLowerCase().startsWith(typed));
    } else return;
    event.preventDefault();
    to?.focus();
});
