"""A BDPM of a few invented medicines, laid as the official files are."""

from pathlib import Path


def cip13_of(cip7: str) -> str:
    """The thirteen digits of a pack: a prefix, the seven digits, the key."""
    digits = [int(digit) for digit in f"34009{cip7}"]
    return f"34009{cip7}{-(sum(digits[0::2]) + 3 * sum(digits[1::2])) % 10}"


def _laid(*rows: str) -> str:
    """Rows as they are in a file: tabs between cells, which are written here with bars."""
    return "".join(row.replace("|", "\t") + "\n" for row in rows)


PACK_10, PACK_20, PACK_20_LARGE, PACK_MODEL = (cip13_of(f"900000{number}") for number in range(1, 5))

PRODUCTS = _laid(
    "60000001|FICTAMINE 10 mg, gélule|gélule|orale|Autorisation active|Procédure nationale|Commercialisée"
    "|03/03/2025||| EXEMPLE PHARMA|Non",
    "60000002|FICTAMINE 20 mg, gélule|gélule|orale|Autorisation active|Procédure nationale|Non commercialisée"
    "|04/03/2025|Alerte|| EXEMPLE PHARMA|Non",
    "60000003|MODÉLIXINE 370 MBq/ml, solution pour perfusion|solution pour perfusion|intraveineuse"
    "|Autorisation abrogée|Procédure centralisée|Non commercialisée"
    "|29/02/2024||EU/1/00/000| DÉMO SANTE; EXEMPLE PHARMA|Oui",
    "60000004|FICTAMINE DUO 10 mg/2,5 mg, comprimé|comprimé|orale|Autorisation active|Procédure nationale"
    "|Commercialisée|01/12/2025||| MODÈLE LABO|Non",
)
PACKS = _laid(
    "60000001|9000001|plaquette(s) de 30 gélule(s)|Présentation active|Déclaration de commercialisation"
    f"|16/03/2025|{PACK_10}|oui|65%|24,34|25,36|1,02|",
    "60000002|9000002|plaquette(s) de 30 gélule(s)|Présentation active|Déclaration d'arrêt de commercialisation"
    f"|17/03/2025|{PACK_20}|non|||||",
    "60000002|9000003|flacon de 90 gélule(s)|Présentation active|Déclaration de commercialisation"
    f"|17/03/2025|{PACK_20_LARGE}|oui|100 %|1,234,56|1,237,32|2,76|Dans un cas inventé ; JOURNAL FICTIF",
    "60000003|9000004|1 flacon(s) en verre|Présentation abrogée|Déclaration de commercialisation"
    f"|18/03/2024|{PACK_MODEL}|oui|||||",
)
SUBSTANCES = _laid(
    "60000001|gélule|00001|CHLORHYDRATE D'EXEMPLAMAB|10 mg|une gélule|SA|1",
    "60000001|gélule|00002|EXEMPLAMAB|8,5 mg|une gélule|FT|1",
    "60000002|gélule|00001|CHLORHYDRATE D'EXEMPLAMAB|20 mg|une gélule|SA|1",
    "60000003|solution|00003|MODÈLE (177LU) DÉMOTRÉOTIDE|370 MBq à la date et à l’heure de calibration"
    "|1 mL de solution|SA|1",
    "60000004|comprimé|00001|CHLORHYDRATE D'EXEMPLAMAB|10 mg|un comprimé|SA|1",
    "60000004|comprimé|00004|DUOTINE|2,5 mg|un comprimé|SA|2",
)
CONDITIONS = _laid("60000001|liste I", "60000003|réservé à l'usage HOSPITALIER", "60000003|liste I")
FILES = {
    "CIS_bdpm.txt": PRODUCTS,
    "CIS_CIP_bdpm.txt": PACKS,
    "CIS_COMPO_bdpm.txt": SUBSTANCES,
    "CIS_CPD_bdpm.txt": CONDITIONS,
}


def lay_bdpm(folder: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """The folder, with the four files, or with those given."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (FILES if files is None else files).items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder
