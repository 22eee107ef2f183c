"""Reference data: divisions, function classes, listed agencies and their names, area codes and postcodes.

CSV files with source and date, read and validated once by `Reference.load`; everything after that is a lookup. An agency that
the rule can name (`370700-veterans`: division and function class) stands in no file; agencies.csv holds the exceptions.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.agencies.bodies import (
    DEVELOPMENT_ZONE,
    GOVERNMENT_OFFICE,
    SUBDISTRICT,
    TOWNSHIP,
    BodyIndex,
    FunctionClass,
)
from pipeline.agencies.names import NameParser, ParsedName, normalise
from pipeline.agencies.places import LEVELS, Division, Level, PlaceIndex

DIVISIONS = "divisions.csv"
FORMER_DIVISIONS = "divisions_historic.csv"
FUNCTION_CLASSES = "function_classes.csv"
AGENCIES = "agencies.csv"
AGENCY_NAMES = "agency_names.csv"
AREA_CODES = "area_codes.csv"
POSTCODES = "postcodes.csv"

_DIVISION_CODE = re.compile(r"\d{6}")
_AGENCY_ID = re.compile(r"(?P<division>\d{6})-(?P<function_class>[a-z_]+)(?:-(?P<part>.+))?")


class ReferenceDataError(Exception):
    """The reference data cannot be used; the message names the file and what to mend. Base of the errors here."""


class ReferenceFileMissingError(ReferenceDataError):
    """Raised by `Reference.load` when a file that must be there is not."""


class ReferenceRowError(ReferenceDataError):
    """Raised by `Reference.load` for a row that is malformed, doubled, or points to a row that does not exist."""


class UnknownAgencyError(ReferenceDataError):
    """Raised by `Reference.agency` for an id whose division or function class the reference does not know."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that publishes; `level` is that of its division."""

    agency_id: str
    agency_name: str
    division_code: str
    function_class: str
    level: Level


class Reference:
    """All reference data, indexed. Build it with `load`; it is read-only."""

    def __init__(
        self,
        places: PlaceIndex,
        bodies: BodyIndex,
        agencies: Mapping[str, Agency],
        names: Mapping[str, tuple[str, ...]],
        area_codes: Mapping[str, tuple[str, ...]],
        postcodes: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.places = places
        self.bodies = bodies
        self.listed = agencies
        self._area_codes = area_codes
        self._postcodes = postcodes
        self._parser = NameParser(places, bodies, names)

    @classmethod
    def load(cls, folder: Path, shared: Path) -> Reference:
        """The reference data of `folder`; function classes come from `shared`, where every root finds the same.

        Only divisions.csv and function_classes.csv must be there. Raises `ReferenceFileMissingError`, `ReferenceRowError`.
        """
        classes = _load_classes(shared / FUNCTION_CLASSES)
        divisions = _load_divisions(folder / DIVISIONS)
        current = {division.division_code for division in divisions}
        former = _load_divisions(folder / FORMER_DIVISIONS, current) if (folder / FORMER_DIVISIONS).exists() else []
        places = PlaceIndex(divisions, former)
        agencies, names = _load_agencies(folder, places, classes)
        return cls(
            places,
            BodyIndex(classes.values()),
            agencies,
            names,
            _load_areas(folder / AREA_CODES, "area_code", places),
            _load_areas(folder / POSTCODES, "postcode_prefix", places),
        )

    def parse(self, name: str) -> ParsedName:
        """What a printed name says, without any context."""
        return self._parser.parse(name)

    def agency(self, agency_id: str) -> Agency:
        """The agency of an id, listed or composed by the rule. Raises `UnknownAgencyError`."""
        listed = self.listed.get(agency_id)
        if listed is not None:
            return listed
        found = _AGENCY_ID.fullmatch(agency_id)
        division = self.places.divisions.get(found["division"]) if found else None
        item = self.bodies.classes.get(found["function_class"]) if found else None
        if found is None or division is None or item is None:
            raise UnknownAgencyError(
                f"{agency_id}: no such agency; an id is DIVISION-CLASS or DIVISION-CLASS-PART with a division of "
                f"{DIVISIONS} and a class of {FUNCTION_CLASSES}, or a row of {AGENCIES}"
            )
        name = _composed_name(self.places.display_name(division.division_code), division.level, item, found["part"])
        return Agency(agency_id, name, division.division_code, item.function_class, division.level)

    def find(self, pattern: str) -> list[Agency]:
        """The agencies that a name may mean without context: one, several for homonyms, none."""
        parsed = self.parse(pattern)
        if parsed.listed_ids:
            return [self.agency(listed) for listed in parsed.listed_ids]
        if parsed.kind != "absolute" or parsed.function_class is None:
            return []
        codes = sorted({reading.division_code for reading in parsed.readings})
        return [self.agency(agency_id(code, parsed.function_class, parsed.part)) for code in codes]

    def area_divisions(self, area_code: str) -> tuple[str, ...]:
        """The divisions that a telephone area code (`0536`) serves; empty where it is not known."""
        return self._area_codes.get(area_code, ())

    def postcode_divisions(self, postcode: str) -> tuple[str, ...]:
        """The divisions in which a postcode's first four digits occur; empty where they are not known."""
        return self._postcodes.get(postcode[:4], ())


def agency_id(division_code: str, function_class: str, part: str | None) -> str:
    """The id by the rule.

    >>> agency_id("370700", "veterans", None), agency_id("330382", "subdistrict", "安阳街道")
    ('370700-veterans', '330382-subdistrict-安阳街道')
    """
    return "-".join(filter(None, (division_code, function_class, part)))


def _composed_name(place: str, level: Level, item: FunctionClass, part: str | None) -> str:
    name = item.name_zh
    if item.name_province and level == "province" and place.endswith(("省", "自治区")):
        name = item.name_province
    if item.function_class == GOVERNMENT_OFFICE and level == "province":
        name = item.name_province or name
    if part is None:
        return place + name
    if item.function_class == TOWNSHIP:
        town, _, office = part.partition("-")
        return f"{place}{town}人民政府{office}"
    if item.function_class == SUBDISTRICT:
        street, _, office = part.partition("-")
        return f"{place}{street}办事处{office}"
    if item.function_class == DEVELOPMENT_ZONE:
        return f"{place}{part}{name}"
    if part.endswith(("分局", "支局", "支队", "大队", "总队")):
        return f"{place}{name}{part}"
    return f"{place}{name}({part})"


def _rows(path: Path, columns: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise ReferenceFileMissingError(f"{path}: not found; see data/README.md for the files of a reference folder")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = sorted(set(columns) - set(reader.fieldnames or ()))
        if missing:
            raise ReferenceRowError(f"{path}: columns missing: {', '.join(missing)}")
        return [(number, row) for number, row in enumerate(reader, start=2)]


def _load_classes(path: Path) -> dict[str, FunctionClass]:
    classes: dict[str, FunctionClass] = {}
    owners: dict[str, str] = {}
    for line, row in _rows(path, ("function_class", "name_zh", "name_province", "name_en", "stems", "suffixes")):
        item = FunctionClass(
            row["function_class"],
            row["name_zh"],
            row["name_province"] or None,
            row["name_en"],
            tuple(filter(None, row["stems"].split("|"))),
            tuple(row["suffixes"].split("|")),
        )
        if item.function_class in classes:
            raise ReferenceRowError(f"{path}, line {line}: {item.function_class} stands there twice")
        for form in {stem + suffix for stem in item.stems for suffix in item.suffixes}:
            if form in owners:
                raise ReferenceRowError(
                    f"{path}, line {line}: {form} belongs to {owners[form]} too; keep it in one class"
                )
            owners[form] = item.function_class
        classes[item.function_class] = item
    return classes


def _load_divisions(path: Path, current: set[str] | None = None) -> list[Division]:
    """Rows of divisions.csv, or of divisions_historic.csv where `current` gives the codes of the other file."""
    columns = ("division_code", "division_name", "level", "parent_code")
    rows = _rows(path, columns if current is None else (*columns, "valid_to", "successor_code"))
    known = {row["division_code"] for _, row in rows} | (current or set())
    divisions: dict[tuple[str, str], Division] = {}
    for line, row in rows:
        where = f"{path}, line {line}"
        code, parent, successor = row["division_code"], row["parent_code"], row.get("successor_code") or None
        if not _DIVISION_CODE.fullmatch(code):
            raise ReferenceRowError(f"{where}: division_code {code!r} is not six digits")
        if row["level"] not in LEVELS:
            raise ReferenceRowError(f"{where}: level {row['level']!r} is none of {', '.join(LEVELS)}")
        if parent and parent not in known:
            raise ReferenceRowError(f"{where}: parent_code {parent} has no row")
        if successor and successor not in known:
            raise ReferenceRowError(f"{where}: successor_code {successor} has no row in {DIVISIONS}")
        key = (code, row["division_name"] if current is not None else "")
        if key in divisions:
            raise ReferenceRowError(f"{where}: {code} stands there twice")
        valid_to = row.get("valid_to") or None
        if valid_to is not None and not valid_to.isdigit():
            raise ReferenceRowError(f"{where}: valid_to {valid_to!r} is not a year")
        level: Level = row["level"]
        year = int(valid_to) if valid_to else 0 if current is not None else None
        divisions[key] = Division(code, row["division_name"], level, parent or None, year, successor)
    return list(divisions.values())


def _load_agencies(
    folder: Path, places: PlaceIndex, classes: Mapping[str, FunctionClass]
) -> tuple[dict[str, Agency], dict[str, tuple[str, ...]]]:
    agencies: dict[str, Agency] = {}
    names: dict[str, tuple[str, ...]] = {}
    path = folder / AGENCIES
    if path.exists():
        for line, row in _rows(path, ("agency_id", "agency_name", "division_code", "function_class")):
            where = f"{path}, line {line}"
            division = places.divisions.get(row["division_code"])
            if division is None:
                raise ReferenceRowError(f"{where}: division_code {row['division_code']} has no row in {DIVISIONS}")
            if row["function_class"] not in classes:
                raise ReferenceRowError(
                    f"{where}: function_class {row['function_class']} has no row in {FUNCTION_CLASSES}"
                )
            if row["agency_id"] in agencies:
                raise ReferenceRowError(f"{where}: {row['agency_id']} stands there twice")
            agencies[row["agency_id"]] = Agency(
                row["agency_id"], row["agency_name"], row["division_code"], row["function_class"], division.level
            )
            _name(names, row["agency_name"], row["agency_id"])
    path = folder / AGENCY_NAMES
    if path.exists():
        for line, row in _rows(path, ("agency_id", "name", "valid_from", "valid_to")):
            if row["agency_id"] not in agencies and not _follows_rule(row["agency_id"], places, classes):
                raise ReferenceRowError(
                    f"{path}, line {line}: {row['agency_id']} is neither in {AGENCIES} nor an id by the rule"
                )
            _name(names, row["name"], row["agency_id"])
    return agencies, names


def _name(names: dict[str, tuple[str, ...]], name: str, owner: str) -> None:
    owners = names.get(normalise(name), ())
    if owner not in owners:
        names[normalise(name)] = (*owners, owner)


def _follows_rule(candidate: str, places: PlaceIndex, classes: Mapping[str, FunctionClass]) -> bool:
    found = _AGENCY_ID.fullmatch(candidate)
    return found is not None and found["division"] in places.divisions and found["function_class"] in classes


def _load_areas(path: Path, key: str, places: PlaceIndex) -> dict[str, tuple[str, ...]]:
    areas: dict[str, tuple[str, ...]] = {}
    if not path.exists():
        return areas
    for line, row in _rows(path, (key, "division_code")):
        if row["division_code"] not in places.divisions:
            raise ReferenceRowError(
                f"{path}, line {line}: division_code {row['division_code']} has no row in {DIVISIONS}"
            )
        areas[row[key]] = (*areas.get(row[key], ()), row["division_code"])
    return areas
