// A page that has moved: on to its section's new place. A widget's link holds its settings behind a "?"; they go along.
{
  const { new: page, sections } = document.currentScript.dataset;
  const places = JSON.parse(sections);
  const [name, ...settings] = location.hash.split("?");
  const kind = name.replace(/-\d+$/, "");
  const place = places[name] ?? (settings.length && places[kind] ? places[kind] + name.slice(kind.length) : page + name);
  location.replace([place, ...settings].join("?"));
}
