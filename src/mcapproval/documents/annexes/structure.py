"""A picture's place in the structure of the volume, so that it is told by its title."""

from __future__ import annotations

from typing import Any


def tell_of_picture(pdf: Any, page: Any, title: str) -> None:
    """Adds a figure with its alternative text at the end of the structure; nothing to a PDF without
    one. The page's content marks the picture as number 0.
    """
    from pikepdf import Array, Dictionary, Name

    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    top = root.K if isinstance(root.K, Dictionary) else root.K[0]
    figure = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Figure, P=top, Alt=title, Pg=page.obj, K=Array([0]))
    )
    top.K.append(figure)
    key = int(root.get("/ParentTreeNextKey", _next_key(root.ParentTree)))
    page.obj.StructParents = key
    root.ParentTree.Nums.append(key)
    root.ParentTree.Nums.append(pdf.make_indirect(Array([figure])))
    root.ParentTreeNextKey = key + 1


def _next_key(tree: Any) -> int:
    numbers = tree.Nums
    return max((int(numbers[at]) for at in range(0, len(numbers), 2)), default=-1) + 1
