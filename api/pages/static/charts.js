// Draws the charts of a page out of what stands in their data-chart; their tables fold away once they are drawn.
"use strict";

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    good: read("--good"), bad: read("--bad"), wait: read("--wait"), info: read("--info"), none: read("--line-strong"),
    ink: read("--ink"), quiet: read("--quiet"), line: read("--line"), surface: read("--surface"), accent: read("--accent"),
  };
};

const marking = (marks, paint) => marks.length && {
  symbol: "none",
  silent: true,
  lineStyle: { color: paint.accent, type: "dashed" },
  label: { color: paint.ink, formatter: "{b}", position: "insideEndTop" },
  data: marks.map((mark) => ({ name: mark.word, xAxis: mark.at })),
};

const option = (said, paint, narrow) => ({
  animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  animationDuration: 250,
  aria: { enabled: true, label: { enabled: false }, decal: { show: said.kind !== "line" } },
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: paint.ink },
  grid: { left: 4, right: 12, top: narrow ? 64 : 40, bottom: 4, containLabel: true },
  legend: { top: 0, left: 0, textStyle: { color: paint.ink }, itemWidth: 16, itemHeight: 12, itemGap: 14 },
  tooltip: {
    trigger: "axis", renderMode: "richText", confine: true,
    backgroundColor: paint.surface, borderColor: paint.line, textStyle: { color: paint.ink },
  },
  xAxis: {
    type: "category", data: said.labels, axisTick: { show: false },
    axisLine: { lineStyle: { color: paint.line } },
    axisLabel: { color: paint.quiet, hideOverlap: said.kind === "line", interval: said.kind === "line" ? "auto" : 0, width: narrow ? 64 : 110, overflow: "break", lineHeight: 15 },
  },
  yAxis: {
    type: "value", minInterval: 1, axisLabel: { color: paint.quiet },
    splitLine: { lineStyle: { color: paint.line } },
  },
  series: said.series.map((item, place) => ({
    name: item.name,
    type: said.kind === "line" ? "line" : "bar",
    stack: said.kind === "bar" ? "all" : undefined,
    barMaxWidth: 56,
    symbol: said.kind === "line" ? "circle" : undefined,
    symbolSize: 5,
    data: item.values,
    itemStyle: { color: paint[item.tone] || paint.none, borderColor: paint.surface, borderWidth: said.kind === "bar" ? 1 : 0 },
    lineStyle: { width: 2, type: item.tone === "none" ? "dashed" : "solid" },
    markLine: place === 0 ? marking(said.marks, paint) || undefined : undefined,
  })),
});

const draw = (box) => {
  const said = JSON.parse(box.dataset.chart);
  if (!window.echarts || !said.labels.length) return;
  box.hidden = false;
  const chart = window.echarts.init(box);
  const redraw = () => chart.setOption(option(said, colours(), box.clientWidth < 480), true);
  redraw();
  box.parentElement.querySelector("details").open = false;
  new ResizeObserver(() => { chart.resize(); redraw(); }).observe(box);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
};

document.fonts.ready.then(() => document.querySelectorAll("[data-chart]").forEach(draw)); // words are measured in their font

// On paper the numbers stand below their chart.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll(".chart details").forEach((table) => { table.open = true; });
});
