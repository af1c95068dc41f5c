(function () {
"use strict";
const form = document.querySelector("form[data-keep]");
const input = document.querySelector("#files[data-max]");
const previews = document.querySelector("[data-previews]");
if (input && previews) {
input.addEventListener("change", () => {
previews.replaceChildren();
Array.from(input.files).slice(0, Number(input.dataset.max)).forEach((file) => {
if (!/^image\//.test(file.type)) {
const name = document.createElement("span");
name.textContent = file.name;
previews.append(name);
return;
}
const image = document.createElement("img");
image.alt = file.name;
image.src = URL.createObjectURL(file);
image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
previews.append(image);
});
});
}
if (form) {
const words = form.elements.verbatim;
try {
if (words && !words.value) words.value = sessionStorage.getItem("qt-portal-words") || "";
words.addEventListener("input", () => sessionStorage.setItem("qt-portal-words", words.value));
} catch (refused) {
}
}
document.addEventListener("submit", (event) => {
if (event.target.dataset.sent) {
event.preventDefault();
return;
}
event.target.dataset.sent = "yes";
const button = event.target.id && document.querySelector('button[form="' + event.target.id + '"]');
if (button && button.dataset.busy) button.textContent = button.dataset.busy;
});
if (document.querySelector(".qt-receipt")) {
try {
sessionStorage.removeItem("qt-portal-words");
} catch (refused) {
}
}
})();
