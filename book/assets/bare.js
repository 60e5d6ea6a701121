// A bare page is light or dark as its address says, ?theme=dark, or else as its reader's screen is.
{
  const asked = new URLSearchParams(location.search).get("theme");
  const own = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = ["light", "dark"].includes(asked) ? asked : own;
}
