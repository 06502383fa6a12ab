"""The parts of the storage that `opened`, which each folder defines, has opened."""

import pytest

from storage.interface import Storage
from tests.storage.openers import Opened
from tests.storage.shelf import Shelf


@pytest.fixture
def storage(opened: Opened) -> Storage:
    return opened.storage


@pytest.fixture
def shelf(storage: Storage) -> Shelf:
    return Shelf(storage)
