"""Moving into a database in which other programs have tables, too."""

from pathlib import Path

from storage.moving import move_tables
from tests.storage.openers import TABLES
from tests.storage.postgres.opener import schema_of, server
from tests.storage.shelf import Shelf

_ROWS = "SELECT reltuples::int FROM pg_class WHERE oid = '{}.{}'::regclass"


async def test_a_move_leaves_the_tables_of_other_programs_alone(tmp_path: Path) -> None:
    file, other = TABLES["sqlite"](tmp_path / "first"), TABLES["postgres"](tmp_path / "other")
    shop = f"shop_{schema_of(tmp_path)}"
    server().sql(f"CREATE SCHEMA {shop}; CREATE TABLE {shop}.goods AS SELECT 1 AS id")
    async with file.open(is_alone=True) as storage:
        await Shelf(storage).tell("Открыт мост", "Мост открыли утром.")
        async with file.reading() as source, other.filling() as target:
            await move_tables(source, target, lambda rows, of: None)
    assert server().sql(_ROWS.format(schema_of(tmp_path / "other"), "articles")) == "1"
    assert server().sql(_ROWS.format(shop, "goods")) == "-1", "nobody has counted its rows"
