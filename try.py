import sys,time
from pathlib import Path
from kzquiz.authoring.intake import take
from kzquiz.authoring.draft.claims import draft, Text
t=time.time()
texts=[Text(chr(97+i), take(Path(p).read_bytes()).blocks) for i,p in enumerate(sys.argv[1:])]
d=draft(texts)
for c in d.claims:
    print(f"{c.source}{c.paragraph} [{','.join(c.speakers)}]{'' if c.sure else '?'} {c.status} | {c.text!r}")
    for f in c.figures: print("      F", f.qualifier, f.value or f.range or f.word, f.unit,'|',f.category,'|',f.measure)
    if c.as_of: print("      T", c.as_of)
for s in d.speakers: print(s.id, s.name, s.forms, s.role, s.side, s.is_person)
print(d.notes, time.time()-t)
