"""The house stands as architecture says: what the import linter cannot see."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FLOORS = [
    ["network.kit"],
    ["network.access", "network.activity", "network.catalogue", "network.files", "network.live"],
    ["network.home", "network.desk", "network.digests", "network.interchange"],
    ["network.cities"],
    ["members.accounts"],
    ["members.directory"],
    ["members.privacy"],
    ["resources.library"],
    ["resources.quality", "resources.collections", "resources.adaptations", "resources.imports"],
    ["resources.papers"],
    ["resources.consensus"],
    ["meetings.calendar"],
    ["meetings.polls"],
    ["meetings.minutes"],
    ["meetings.congresses", "meetings.introductions"],
]
ROOMS = [room for floor in FLOORS for room in floor]
LEVEL = {room: level for level, floor in enumerate(FLOORS) for room in floor}
FURNITURE = {
    *("apps", "urls", "wagtail_hooks", "views", "feeds", "forms", "reactions", "tasks", "jobs", "actions", "access"),
    *("activity", "catalogue", "digest", "desk", "audiences", "queries", "models", "terms", "migrations"),
    *("management", "templatetags", "panels", "personal", "belongings", "interchange", "live"),
}


def ours():
    """Every model of ours."""
    return [m for m in apps.get_models() if m._meta.app_config.name in LEVEL]


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label)
def test_foreign_keys_point_down_their_floors(model):
    """A string reference slips past the import linter; the models themselves do not."""
    here = LEVEL[model._meta.app_config.name]
    for field in model._meta.get_fields(include_hidden=False):
        target = field.related_model if field.is_relation and not field.auto_created else None
        if target is None or target == apps.get_model(settings.AUTH_USER_MODEL):
            continue
        there = LEVEL.get(target._meta.app_config.name, -1)
        same = target._meta.app_config.name == model._meta.app_config.name
        assert same or there < here, f"{model._meta.label}.{field.name} points up or sideways at {target._meta.label}"


def test_every_room_of_ours_is_known_to_this_test():
    installed = {c.name for c in apps.get_app_configs()} - {"network.demo"}
    assert {name for name in installed if name.split(".")[0] in ("network", "members", "resources", "meetings")} == set(
        ROOMS
    )


def test_the_package_of_the_portal_imports_nothing_but_celery():
    """Python runs it on every `import network.x`."""
    tree = ast.parse((ROOT / "network" / "__init__.py").read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["from network.celery import app as celery_app"]


@pytest.mark.parametrize("package", ["members", "resources", "meetings"])
def test_corridors_hold_no_models(package):
    assert {p.name for p in (ROOT / package).iterdir() if p.is_file()} <= {"__init__.py", "README.md"}


@pytest.mark.parametrize("room", [room for floor in FLOORS[3:] for room in floor])
def test_a_room_says_what_it_is_and_keeps_its_furniture(room):
    """The same name means the same thing in each room; what is named otherwise is a topic of that room alone."""
    folder = ROOT / room.replace(".", "/")
    assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text()))
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text())
        if path.stem in ("models", "actions", "queries", "views", "access"):
            assert ast.get_docstring(tree), f"{path.name} of {room} does not say what it holds"


ACTIONS = [p for p in ROOT.glob("*/*/actions*") if p.parent.name in {r.split(".")[1] for r in ROOMS}]


@pytest.mark.parametrize("path", ACTIONS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_actions_know_no_request_and_render_nothing(path):
    files = path.rglob("*.py") if path.is_dir() else [path]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module in ("django.shortcuts", "django.http"):
                raise AssertionError(f"{file.relative_to(ROOT)} imports {node.module}")
            if isinstance(node, ast.arg) and node.arg == "request":
                raise AssertionError(f"{file.relative_to(ROOT)} takes a request")


def test_reactions_are_imported_by_nobody():
    for path in [p for top in ("network", "members", "resources", "meetings") for p in (ROOT / top).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            module = getattr(node, "module", "") or ""
            assert not (isinstance(node, ast.ImportFrom) and module.endswith(".reactions")), path


def test_the_import_contracts_are_kept():
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout[-3000:]


def test_templates_are_used():
    """Every template is named somewhere: by code, by another template, or by a convention of a library."""
    by_convention = ("account/", "mfa/", "usersessions/", "allauth/", "wagtailadmin/", "wagtailcore/", "wagtailimages/")
    text = "\n".join(
        path.read_text(errors="ignore")
        for top in ("network", "members", "resources", "meetings", "templates")
        for path in (ROOT / top).rglob("*")
        if path.suffix in (".py", ".html", ".txt", ".xml", ".md")
    )
    unused = []
    for path in (ROOT / "templates").rglob("*"):
        name = path.relative_to(ROOT / "templates").as_posix()
        if path.is_dir() or path.suffix == ".md" or name.startswith(by_convention):
            continue
        stem = name.removesuffix(".subject.txt").removesuffix(".txt").removesuffix(".html")
        if name not in text and f'"{stem}"' not in text and f"{stem}.html" not in text:
            unused.append(name)
    assert unused == []
