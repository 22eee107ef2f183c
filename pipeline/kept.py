"""A property that is made once: `functools.cached_property` without its lock, which takes longer than what most of them do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Found = TypeVar("_Found")


class kept(Generic[_Found]):  # noqa: N801 (it is written as `property` is)
    """`kept(function)` is a property of what `function` makes of an object, which keeps it in its `__dict__`.

    Two threads may both make it; what they make is the same.
    """

    def __init__(self, function: Callable[[Any], _Found]) -> None:
        self._function = function
        self._name = function.__name__
        self.__doc__ = function.__doc__

    def __get__(self, instance: Any, owner: type) -> _Found:
        found = instance.__dict__[self._name] = self._function(instance)
        return found
