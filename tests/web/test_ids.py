"""Each change has an id, the same wherever it is told; alerts lead to its page (5.2, 5.15, §6)."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from tests.command import monitor
from tests.pipeline.house import House, html
from tests.site import Site


def test_a_change_has_one_id_everywhere(tmp_path: Path) -> None:
    """5.2: in check, history, diff, export, and at the end of the address of its page; 5.15: alerts lead there."""
    with Site() as site:
        house = House(tmp_path, site)
        site.pages["/"] = html(etag='"p1"')
        feed = '\n[[alert]]\nto = "atom:feed.xml"\nlanguage = "en"\n'
        house.configure(
            items='[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n',
            more='public_url = "https://veille.example/histoire/"\n',
            after=feed,
        )
        assert monitor("check", "--json", cwd=tmp_path).lines[0]["outcome"] == "first"
        site.pages["/"] = html(None, ("efficacité", "efficience"), etag='"p2"')
        (checked,) = monitor("check", "--json", cwd=tmp_path).lines[0]["changes"]
    (told,) = [change for line in monitor("history", "--json", cwd=tmp_path).lines for change in line["changes"]]
    (compared,) = monitor("diff", "valmont", "--json", cwd=tmp_path).lines[0]["changes"]
    exported = monitor("export", "--format", "json", "-o", "-", cwd=tmp_path).lines[-1]["changes"][0]
    assert isinstance(checked["id"], int)
    assert [one["id"] for one in (told, compared, exported)] == [checked["id"]] * 3
    monitor("alerts", "send", cwd=tmp_path)
    written = (tmp_path / "feed.xml").read_text("utf-8")
    assert f"https://veille.example/histoire/change/{checked['id']}" in written and ET.fromstring(written) is not None
    assert monitor("verify", cwd=tmp_path).status == 0
