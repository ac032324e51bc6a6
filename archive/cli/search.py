"""hoso search: find files of sealed records."""

from collections.abc import Iterator
from typing import cast

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.cli.users import as_option, bounds
from archive.plain import search_document
from archive.ports.search import SearchResults, Sort
from archive.workflow.log import note_search
from archive.workflow.retrieve import search as find


@click.command("search", help="Tra cứu toàn văn, gõ có dấu hoặc không dấu; lọc như đơn_vị:SNV quý:2026-Q2.")
@click.argument("query", metavar="CÂU_TÌM")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Số kết quả tối đa.")
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance", help="Thứ tự kết quả.")
@as_option
@json_option
@click.pass_obj
def search(door: Door, query: str, limit: int, sort: str, reader: str | None, *, as_json: bool) -> None:
    with door.open() as parts:
        readable = bounds(parts, reader)
        results = find(parts, query, limit=limit, sort=cast("Sort", sort), readable=readable)
        note_search(parts, query, results, reader=reader or "")
    print_result(search_document(results), as_json=as_json, lines=lambda: _lines(results))


def _lines(results: SearchResults) -> Iterator[str]:
    yield f"{results.total} kết quả"
    for hit in results.hits:
        yield ""
        yield f"{hit.title} · {hit.unit} · {hit.quarter} · tr. {hit.page}"
        yield f"  {hit.snippet}"
        yield f"  {hit.id}"
