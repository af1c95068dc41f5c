"""The handling standard 《投诉处理规范》 as data: read, checked, asked, compared, printed.

`schema` says what a standard looks like, `rules` answers questions from it, `loading` reads a folder of YAML,
`plain` turns a standard into JSON and back, `checking` runs its examples, `comparing` holds two standards against the past,
`readable` prints it for people.
"""
