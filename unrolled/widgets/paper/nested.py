"""Arrays of more than two axes as grids of grids: how large they are, and where each grid stands."""

GAP = 1.1  # between two grids, in cells


def size_of(shape: tuple[int, ...], across) -> tuple[float, float]:
    """How wide and high the nested grids of an array are, in cells."""
    width, height = shape[-1], shape[-2]
    for size, side_by_side in zip(shape[-3::-1], list(across)[::-1], strict=True):
        if side_by_side:
            width = size * (width + GAP) - GAP
        else:
            height = size * (height + GAP) - GAP
    return width, height


def parts(shape: tuple[int, ...], across, left: float, top: float):
    """Every grid's index, and where its corner stands."""
    if len(shape) == 2:
        yield (), left, top
        return
    width, height = size_of(shape[1:], across[1:])
    for i in range(shape[0]):
        x, y = (
            (left + i * (width + GAP), top)
            if across[0]
            else (left, top + i * (height + GAP))
        )
        for index, *corner in parts(shape[1:], across[1:], x, y):
            yield (i, *index), *corner
