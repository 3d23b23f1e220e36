// Small comforts. Every page works without this file.
(() => {
  "use strict";
  const focusFirst = (root) => root.querySelector?.("[data-focus]")?.focus();
  const reveal = (root) => {
    for (const button of root.querySelectorAll?.("[data-print]") ?? []) button.hidden = false;
    if (!navigator.clipboard) return;
    for (const button of root.querySelectorAll?.("[data-copy]") ?? []) button.hidden = false;
  };
  const sent = new WeakSet();

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method === "get") return;
    if (sent.has(event.target)) event.preventDefault();
    sent.add(event.target);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) window.print();
    const copied = event.target.closest?.("[data-copy]");
    if (copied) navigator.clipboard.writeText(copied.dataset.copy).then(() => {
      copied.textContent = copied.dataset.copied;
      copied.setAttribute("role", "status");
    });
  });
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  window.addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("main details.printed")) folded.open = true;
  });
  document.addEventListener("htmx:after:swap", (event) => {
    const target = event.detail?.ctx?.target;
    const root = target?.isConnected ? target : document;
    reveal(document);
    if (!event.target.closest?.(".progress")) focusFirst(root);
  });
  document.addEventListener("htmx:error", () => {
    const messages = document.getElementById("messages");
    const notice = document.createElement("p");
    notice.className = "notice danger";
    notice.textContent = messages.dataset.offline;
    messages.replaceChildren(notice);
    messages.scrollIntoView({ block: "nearest" });
  });
  reveal(document);
  unfold();
  focusFirst(document);
})();
