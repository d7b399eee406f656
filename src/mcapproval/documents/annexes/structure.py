"""A picture's place in the structure of the volume, so that it is told by its title."""

from __future__ import annotations

from typing import Any


def tell_of_picture(pdf: Any, page: Any, title: str) -> None:
    """Adds a figure with its alternative text where its page stands in the order of reading;
    nothing to a PDF without structure. The page's content marks the picture as number 0.
    """
    from pikepdf import Array, Dictionary, Name

    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    top = root.K if isinstance(root.K, Dictionary) else root.K[0]
    figure = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem, S=Name.Figure, P=top, Alt=title, Pg=page.obj, K=Array([0])
        )
    )
    top.K.insert(_before(pdf, top.K, page), figure)
    key = int(root.get("/ParentTreeNextKey", _next_key(root.ParentTree)))
    page.obj.StructParents = key
    root.ParentTree.Nums.append(key)
    root.ParentTree.Nums.append(pdf.make_indirect(Array([figure])))
    root.ParentTreeNextKey = key + 1


def _before(pdf: Any, parts: Any, page: Any) -> int:
    """The place among the parts of a paper before which a page's own part belongs."""
    order = {each.obj.objgen: number for number, each in enumerate(pdf.pages)}
    here = order[page.obj.objgen]
    places = [order.get(_page_of(part), -1) for part in parts]
    return max((at + 1 for at, place in enumerate(places) if place < here), default=0)


def _page_of(part: Any) -> tuple[int, int]:
    """The page on which a part of the structure begins."""
    from pikepdf import Array, Dictionary

    while isinstance(part, Dictionary):
        if "/Pg" in part:
            found: tuple[int, int] = part.Pg.objgen
            return found
        kids = part.get("/K")
        part = kids[0] if isinstance(kids, Array) and len(kids) else kids
    return (0, 0)


def _next_key(tree: Any) -> int:
    numbers = tree.Nums
    return max((int(numbers[at]) for at in range(0, len(numbers), 2)), default=-1) + 1
