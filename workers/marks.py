"""Decorators that mark jobs which need a special worker."""

from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


def needs_models(function: Callable[..., _T]) -> Callable[..., _T]:
    """Mark a job that runs only in a worker with the models of text.annotate."""
    function.needs_models = True  # type: ignore[attr-defined]
    return function


def last_job(function: Callable[..., _T]) -> Callable[..., _T]:
    """Mark a job that loads what hardly any other job needs; its worker ends after it, and so frees that memory."""
    function.is_last_job = True  # type: ignore[attr-defined]
    return function
