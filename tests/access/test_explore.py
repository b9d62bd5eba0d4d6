import pytest, time
from django.db import transaction
from tests.access import routes, world as w, digest
pytestmark = pytest.mark.django_db

def test_explore(monday, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    world = w.build(monday)
    t0=time.time(); n=0
    for name in sorted(routes.names()):
        whose = sorted({x for (u, x) in world.things if u == name}) or ["-"]
        for thing in whose:
            for method in ("GET", "POST"):
                cells = []
                wrote=set()
                for actor in w.ACTORS:
                    sid = transaction.savepoint()
                    b = world.browser(actor)
                    before = digest.of_every_table()
                    a = b.get(world.address(name, thing)) if method == "GET" else b.post(world.address(name, thing), world.post(name))
                    ch = digest.changed(before)
                    if ch: wrote |= set(ch)
                    loc = a.headers.get("Location", "")
                    word = str(a.status_code)
                    if a.status_code == 302: word = "login" if loc.startswith("/account/login/?") or loc == "/account/login/" else "302:" + loc
                    cells.append(word); n+=1
                    a.streaming and b''.join(a)
                    transaction.savepoint_rollback(sid)
                print(f"{method:4} {name:40} {thing:8}", " ".join(cells), " W:" + ",".join(sorted(wrote)) if wrote else "")
    print(n, time.time()-t0)
