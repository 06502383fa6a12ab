"""A small lexicon for tests of searching in all languages."""

from text.lexicon.lexicon import Lexicon
from text.lexicon.rows import read_rows

_ROWS = """\
id\tabout\tru\tky\tkk\tuz\ttg\ten
fire\taccidents\tпожар возгорани\tөрт\tөрт\tyong'in\tсӯхтор\tfire= blaze
emergency\t-\tчрезвычайн_положен\tөзгөчө_абал\tтөтенше_жағдай\tfavqulodda_holat\tвазъи_фавқулодда\tstate_of_emergency
mountain\t-\tгор! гора= горы! горах!\tтоо=\tтау=\ttog'\tкӯҳ\tmountain
country:kg\tkg\tкыргызстан\tкыргызстан\tқырғызстан\tqirg'iziston\tқирғизистон\tkyrgyzstan
place:osh\tkg,country:kg\tош=\tош=\tош=\to'sh=\tӯш=\tosh!
place:naryn\tkg,country:kg\tнарын= нарынск\tнарын=\tнарын=\tnorin=\tнорин=\tnaryn
"""
LEXICON = Lexicon(row for _, row in read_rows("shelf.tsv", _ROWS.splitlines())[0])
