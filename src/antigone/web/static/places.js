// The map of the places stands as a drawing. Where somebody asks for it, it is put under their hand: moved and zoomed.
"use strict";
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function can() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

const told = (path) => fetch(path, { headers: { accept: "application/json" } }).then((answer) => {
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
});

/** The layers of a base map somebody brought: names of layers as Protomaps and OpenMapTiles give them. */
function groundOf(tiles) {
  if (!tiles) return { sources: {}, layers: [] };
  const address = `${location.origin}/places/tiles/{z}/{x}/{y}`;
  const common = { tiles: [address], minzoom: tiles.least, maxzoom: tiles.most };
  if (tiles.kind === "raster") {
    return {
      sources: { ground: { type: "raster", tileSize: 256, ...common } },
      layers: [{ id: "ground", type: "raster", source: "ground", paint: { "raster-saturation": -0.8, "raster-opacity": 0.75 } }],
    };
  }
  const layer = (name, type, paint) => ({ id: `ground-${name}`, type, source: "ground", "source-layer": name, paint });
  const line = { "line-color": colour("--line"), "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.5, 16, 5] };
  return {
    sources: { ground: { type: "vector", ...common } },
    layers: [
      layer("water", "fill", { "fill-color": colour("--wash") }),
      layer("roads", "line", line),
      layer("transportation", "line", line),
      layer("buildings", "fill", { "fill-color": colour("--line"), "fill-opacity": 0.6 }),
      layer("building", "fill", { "fill-color": colour("--line"), "fill-opacity": 0.6 }),
    ],
  };
}

function styleOf(world, map) {
  const ground = groundOf(map.tiles);
  const kind = (name) => ["==", ["get", "kind"], name];
  return {
    version: 8,
    sources: {
      world: { type: "geojson", data: world, attribution: "Natural Earth" },
      within: { type: "geojson", data: map.within },
      moves: { type: "geojson", data: map.moves },
      ...ground.sources,
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("--wash") } },
      { id: "land", type: "fill", source: "world", filter: kind("land"), paint: { "fill-color": colour("--paper") } },
      { id: "shore", type: "line", source: "world", filter: kind("land"), paint: { "line-color": colour("--soft"), "line-width": 0.7 } },
      ...ground.layers,
      { id: "border", type: "line", source: "world", filter: kind("border"), paint: { "line-color": colour("--soft"), "line-width": 0.7, "line-dasharray": [5, 3] } },
      { id: "within", type: "fill", source: "within", paint: { "fill-color": colour("--accent-soft"), "fill-opacity": 0.45 } },
      { id: "moves", type: "line", source: "moves", paint: { "line-color": colour("--accent"), "line-opacity": 0.75, "line-width": ["get", "wide"] } },
    ],
  };
}

function mark(library, map, feature) {
  const { name, below, href, site } = feature.properties;
  const link = document.createElement("a");
  link.className = site ? "on-map site" : "on-map";
  link.href = href;
  const words = document.createElement("span");
  words.append(Object.assign(document.createElement("bdi"), { textContent: name }));
  if (below) words.append(Object.assign(document.createElement("small"), { textContent: below }));
  link.append(words);
  new library.Marker({ element: link, anchor: "left", offset: [-6, 0] }).setLngLat(feature.geometry.coordinates).addTo(map);
}

async function open(holder, button) {
  button.disabled = true;
  try {
    const [library, world, here] = await Promise.all([
      import(holder.dataset.library), told("/places/world.json"), told(holder.dataset.map),
    ]);
    library.setWorkerUrl(holder.dataset.worker);
    const canvas = document.createElement("div");
    canvas.className = "live-map";
    holder.querySelector("svg").classList.add("gone-map");
    holder.append(canvas);
    const quick = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = new library.Map({
      container: canvas, style: styleOf(world, here), bounds: here.box, fitBoundsOptions: { padding: 60, maxZoom: 12 },
      attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, cooperativeGestures: false,
      fadeDuration: quick ? 0 : 200, maxZoom: 18, localIdeographFontFamily: false, renderWorldCopies: false,
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.getCanvas().setAttribute("aria-label", holder.getAttribute("aria-label"));
    for (const feature of here.places.features) mark(library, map, feature);
    controls(holder, map, here.box, quick);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(styleOf(world, here)));
    button.closest("p").remove();
    canvas.dataset.ready = "";
    map.once("idle", () => { canvas.dataset.idle = ""; });
  } catch {
    button.disabled = false;
    document.getElementById("live").textContent = button.dataset.failed;
    button.textContent = button.dataset.failed;
  }
}

function controls(holder, map, box, quick) {
  const bar = document.createElement("div");
  bar.className = "map-controls";
  const motion = quick ? { duration: 0 } : {};
  for (const [name, sign, act] of [
    ["nearer", "+", () => map.zoomIn(motion)], ["farther", "−", () => map.zoomOut(motion)],
    ["whole", "⤢", () => map.fitBounds(box, { padding: 60, maxZoom: 12, ...motion })],
  ]) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: sign });
    button.setAttribute("aria-label", holder.dataset[name]);
    button.addEventListener("click", act);
    bar.append(button);
  }
  holder.append(bar);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-open-map]");
  if (button) open(button.closest("figure").querySelector("[data-map]"), button);
});

const offer = () => {
  for (const button of document.querySelectorAll("[data-open-map]")) button.closest("p").hidden = !can();
};
document.addEventListener("htmx:load", offer);
offer();
