// Comforts of the booth: what is left to give, told live; choices put in order by buttons.
// Without this file every ballot can be filled and dropped just the same.
(() => {
  "use strict";
  const tell = (box, sentence, facts) => {
    const told = box.querySelector("[data-told]");
    told.hidden = false;
    told.textContent = sentence.replace(/\{(\w+)\}/g, (_all, name) => facts[name]);
  };

  const count = (box) => {
    const most = Number(box.dataset.most);
    const n = box.matches("[data-count]")
      ? box.querySelectorAll("[name=mark]:checked").length
      : [...box.querySelectorAll("input[type=number]")].reduce((sum, input) => sum + (Number(input.value) || 0), 0);
    const told = box.querySelector("[data-told]");
    told.classList.toggle("over", n > most);
    tell(box, n > most ? told.dataset.over : told.dataset.said, { n, most, left: most - n });
  };

  const rank = (voice) => Number(voice.querySelector("select").value) || 0;
  const voices = (box) => [...box.querySelectorAll("[data-list] > *")];
  const placed = (box) => voices(box).filter(rank).sort((a, b) => rank(a) - rank(b));

  // Put the ranked ones first, in order, and show the buttons that make sense for each.
  const arrange = (box) => {
    const list = box.querySelector("[data-list]");
    const focused = document.activeElement;
    const order = placed(box);
    const rest = voices(box)
      .filter((voice) => !rank(voice))
      .sort((a, b) => a.dataset.place - b.dataset.place);
    [...order, ...rest].forEach((voice, at) => {
      if (list.children[at] !== voice) list.insertBefore(voice, list.children[at]);
    });
    for (const voice of voices(box)) {
      const at = order.indexOf(voice);
      voice.classList.toggle("placed", at >= 0);
      for (const button of voice.querySelectorAll("[data-move]")) {
        const move = button.dataset.move;
        button.hidden = move === "add" ? at >= 0 : at < 0;
        button.disabled = (move === "up" && at === 0) || (move === "down" && at === order.length - 1);
      }
    }
    if (box.contains(focused)) {
      const usable = (button) => button && !button.hidden && !button.disabled;
      const here = focused.closest("[data-list] > *");
      const next = usable(focused) || !here ? focused : [...here.querySelectorAll("button")].find(usable);
      next?.focus({ preventScroll: false });
    }
  };

  const number = (order) => order.forEach((voice, at) => (voice.querySelector("select").value = String(at + 1)));

  const move = (button) => {
    const box = button.closest("[data-ranks]");
    const voice = button.closest("[data-list] > *");
    const order = placed(box).filter((one) => one !== voice);
    const at = placed(box).indexOf(voice);
    const to = { add: order.length, up: at - 1, down: at + 1, out: -1 }[button.dataset.move];
    if (to >= 0) order.splice(to, 0, voice);
    else voice.querySelector("select").value = "";
    number(order);
    arrange(box);
    const told = box.querySelector("[data-told]");
    tell(box, to >= 0 ? told.dataset.said : told.dataset.gone, { name: voice.dataset.name, n: to + 1, most: order.length });
  };

  const ready = (root) => {
    for (const box of root.querySelectorAll("[data-count], [data-points]")) count(box);
    for (const box of root.querySelectorAll("[data-ranks]:not(.ready)")) {
      box.classList.add("ready");
      voices(box).forEach((voice, at) => (voice.dataset.place = at));
      for (const moves of box.querySelectorAll("[data-moves]")) moves.hidden = false;
      arrange(box);
    }
  };

  document.addEventListener("input", (event) => {
    const box = event.target.closest?.("[data-count], [data-points]");
    if (box) count(box);
  });
  document.addEventListener("change", (event) => {
    const ranks = event.target.closest?.("[data-ranks]");
    if (ranks) arrange(ranks);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-move]");
    if (button) move(button);
  });
  document.addEventListener("htmx:after:swap", () => ready(document));
  ready(document);
})();
