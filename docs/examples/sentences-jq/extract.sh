# An article a line in, its claims a line out. Without --unbuffered jq would keep its answers to itself.
exec jq --compact-output --unbuffered '
  . as $article | {
    schema: 1,
    article: .article,
    claims: [
      .paragraphs[] as $p
      | $article.text[$p.start:$p.end]
      | match("\\S.*?(?:[.!?][”\"]?(?=\\s|$)|$)"; "g")
      | {text: .string, spans: [{start: ($p.start + .offset), end: ($p.start + .offset + .length)}]}
    ]
  }'
