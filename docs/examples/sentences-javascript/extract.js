// An article a line in, its claims a line out.
const lines = require("node:readline").createInterface({ input: process.stdin });

lines.on("line", (line) => {
  const article = JSON.parse(line);
  const text = Array.from(article.text); // offsets count code points, and JavaScript's strings count UTF-16 units
  const claims = [];
  for (const { start, end } of article.paragraphs) {
    const passage = text.slice(start, end).join("");
    for (const found of passage.matchAll(/\S.*?(?:[.!?][”"]?(?=\s|$)|$)/gu)) {
      const from = start + Array.from(passage.slice(0, found.index)).length;
      claims.push({ text: found[0], spans: [{ start: from, end: from + Array.from(found[0]).length }] });
    }
  }
  console.log(JSON.stringify({ schema: 1, article: article.article, claims }));
});
