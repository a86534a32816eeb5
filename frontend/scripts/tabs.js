/* On a narrow screen the strip of tabs stands where the current one can be seen. */
export function watchTabs(root) {
  for (const strip of root.querySelectorAll(".tabs")) {
    const current = strip.querySelector("[aria-current]");
    if (!current || strip.scrollWidth <= strip.clientWidth) continue;
    const [outer, inner] = [strip.getBoundingClientRect(), current.getBoundingClientRect()];
    strip.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}
