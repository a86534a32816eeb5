/* What we take from Tabler's stylesheet: its reset, grid and layout utilities, by a fixed list, so that a class works
 * in any template without a rebuild. Its components stay out: they carry images as data: addresses, which our
 * content policy (default-src 'self') refuses, and greys below the contrast of WCAG AA. */
import postcss from "postcss";

const SIDES = "(?:[tbsexy]?)";
const UTILITIES = [
  `m${SIDES}-(?:0|1|2|3|4|5|auto)`,
  `p${SIDES}-[0-5]`,
  "(?:row-|column-)?gap-[0-5]",
  "d-(?:none|inline|inline-block|block|grid|flex|inline-flex)",
  "d-(?:sm|md|lg|xl)-(?:none|inline|inline-block|block|grid|flex|inline-flex)",
  "flex-(?:row|column|wrap|nowrap|fill|grow-1|shrink-0)",
  "justify-content-(?:start|end|center|between)",
  "align-(?:items|self)-(?:start|end|center|baseline|stretch)",
  "row", "col", "col-auto", "col-(?:[1-9]|1[0-2])", "col-(?:sm|md|lg|xl)-(?:auto|[1-9]|1[0-2])", "g[xy]?-[0-5]",
  "text-(?:start|end|center|nowrap|wrap|truncate|break)",
  "w-100", "h-100", "ms-auto", "me-auto", "order-(?:first|last)",
  "list-unstyled", "visually-hidden", "visually-hidden-focusable", "overflow-auto", "position-relative",
].map((one) => `\\.${one}`).join("|");

/* A utility stands alone or as the parent of its direct children (`.row > *`). */
const wanted = new RegExp(`^(?:${UTILITIES})(?:\\s*>\\s*\\*)?(?::not\\([^ ]*\\))*$`);
const reset = /^(?:\*(?:::before|::after)?|hr|p|abbr\[title\]|address|ol|ul|dl|dt|dd|ol ol|ul ul|ol ul|ul ol|blockquote|b|strong|small|sub|sup|a:not\(\[href\]\):not\(\[class\]\)(?::hover)?|pre|code|kbd|samp|figure|img|svg|table|caption|th|thead|tbody|tfoot|tr|td|label|button|input|select|optgroup|textarea|fieldset|legend|summary|progress|\[hidden\]|\[role=button\]|iframe|output)$/;

function keep(selector) {
  return wanted.test(selector) || reset.test(selector);
}

export function fromTabler(css) {
  const root = postcss.parse(css);
  root.walkComments((comment) => comment.remove());
  root.walkAtRules((rule) => {
    if (["charset", "font-face", "keyframes", "-webkit-keyframes", "property"].includes(rule.name)) rule.remove();
    else if (rule.name === "media" && /print|reduced-motion/.test(rule.params)) rule.remove();
  });
  root.walkRules((rule) => {
    const kept = rule.selectors.filter(keep);
    if (kept.length) rule.selectors = kept;
    else rule.remove();
  });
  root.walkDecls((declaration) => {
    if (declaration.value.includes("data:")) declaration.remove();
  });
  root.walkAtRules((rule) => {
    if (rule.nodes && !rule.nodes.length) rule.remove();
  });
  root.walkRules((rule) => {
    if (!rule.nodes.length) rule.remove();
  });
  return root.toString();
}
