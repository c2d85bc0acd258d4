"""Visits a published site in Chromium and by the parsers of others; prints what is wrong as JSON.

Arguments: the folder of the site, the browser. Where links lead is no matter of this script."""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ProcessPoolExecutor

import html5lib
import rdflib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

root, browser_path = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
pages = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.html"))
wrong = []

# A phone, the smallest width that readers may be asked to do without scrolling sideways at.
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


def complain(page, what):
    wrong.append(f"{page}: {what}")


def of_each_kind():
    """One page of each kind in each language: the largest, which has most that can be wrong."""
    largest = {}
    for page in pages:
        # The pages of a table differ in what they say; the same style and script serve them all.
        kind = page.rsplit("/", 1)[0] if page.count("/") == 2 else page
        size = (root / page).stat().st_size
        if size > largest.get(kind, (0, ""))[0]:
            largest[kind] = (size, page)
    return sorted(page for _, page in largest.values())


def parse(page):
    """The HTML by a strict parser, its headings, its linked data."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse((root / page).read_text(encoding="utf-8"))
    for position, code, _ in parser.errors:
        complain(page, f"not valid HTML at {position}: {code}")
    headings = [int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    if headings.count(1) != 1 or any(after > before + 1 for before, after in zip(headings, headings[1:])):
        complain(page, f"headings out of order: {headings}")
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            check_linked_data(page, json.loads(script.text))


def check_linked_data(page, data):
    for thing in data if isinstance(data, list) else [data]:
        if thing.pop("@context") != "https://schema.org":
            complain(page, "linked data without its vocabulary")
        # The vocabulary itself is far away; its words are enough.
        thing["@context"] = {"@vocab": "https://schema.org/"}
        if len(rdflib.Graph().parse(data=json.dumps(thing), format="json-ld")) < 3:
            complain(page, f"linked data that says nothing: {thing}")


def open_page(page, path):
    """Opens a page; the entrance has led on when this returns."""
    page.goto((root / path).as_uri())
    if path == "index.html":
        page.wait_for_url("**/de/index.html")
        page.wait_for_load_state()


def visit(browser):
    """Every page at the width of a small phone: it loads, says nothing to the console, fits."""
    page = browser.new_page(viewport=PHONE)
    here = {"page": ""}
    page.on("console", lambda message: message.type == "error" and complain(here["page"], f"console: {message.text}"))
    page.on("pageerror", lambda error: complain(here["page"], f"script: {error}"))
    page.on("request", lambda request: request.url.startswith("file:") or complain(here["page"], f"loads {request.url}"))
    # The entrance leads on while its icon is still being loaded.
    page.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or complain(here["page"], f"cannot load {request.url}"))
    for path in pages:
        here["page"] = path
        open_page(page, path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            complain(path, f"{width} pixels wide at {PHONE['width']}")
    if page.context.cookies():
        complain("all", "sets cookies")
    page.close()


def look_for_barriers_in_light(browser):
    for path in of_each_kind():
        # Colours take longest to judge, and do not depend on the language.
        options = {"rules": {"color-contrast": {"enabled": False}}} if path.startswith("en/") else None
        look_for_barriers(browser, path, "light", options)


def look_for_barriers_in_the_dark(browser):
    for path in of_each_kind():
        # In the dark only colours differ.
        if not path.startswith("en/"):
            look_for_barriers(browser, path, "dark", {"runOnly": ["color-contrast"]})


def look_for_barriers(browser, path, scheme, options):
    page = browser.new_page(viewport=DESK, color_scheme=scheme)
    open_page(page, path)
    for found in Axe().run(page, options=options).response["violations"]:
        if found["impact"] in ("serious", "critical"):
            complain(path, f"{scheme}, {found['id']}: {found['nodes'][0]['html']}")
    page.close()


def reach_the_office(browser, language, typed, expected):
    """By keyboard alone from the start page to the card of the office."""
    page = browser.new_page()
    page.goto((root / language / "index.html").as_uri())
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "place":
            break
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**#office")
    if expected not in page.url or not page.locator("#office h2").is_visible():
        complain(page.url, f"“{typed}” leads here instead of {expected}")
    if page.evaluate("document.activeElement.closest('#office') === null"):
        complain(page.url, "the focus is not on the office")
    page.close()


def search_without_script(browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((root / "de/index.html").as_uri())
    page.fill("#place", "Jülich")
    page.keyboard.press("Enter")
    page.wait_for_url("**/places.html?**")
    page.click("text=Kreis Düren >> nth=0")
    if not page.url.endswith("de/regions/dueren.html#office"):
        complain("de/index.html", f"without a script a place leads to {page.url}")
    context.close()


def choose_on_the_page_of_a_field(browser):
    page = browser.new_page()
    page.goto((root / "de/action_fields/mint.html").as_uri())
    page.fill("#place", "Ehrenfeld")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.id") != "region-koeln":
        complain("de/action_fields/mint.html", "the focus is not on the region that was chosen")
    page.close()


def read(browser):
    for page in pages:
        parse(page)
    for feed in root.rglob("*.xml"):
        ElementTree.parse(feed)


def use(browser):
    visit(browser)
    reach_the_office(browser, "de", "52428", "regions/dueren.html")
    reach_the_office(browser, "de", "Hueckelhoven", "regions/heinsberg.html")
    reach_the_office(browser, "en", "St. Augustin", "regions/rhein-sieg.html")
    # As people write places: with the kind, the town around, the country, a slip.
    reach_the_office(browser, "de", "Köln-Ehrenfeld", "regions/koeln.html")
    reach_the_office(browser, "de", "Düren, Kreis", "regions/dueren.html")
    reach_the_office(browser, "de", "Landkreis Euskirchen", "regions/euskirchen.html")
    reach_the_office(browser, "de", "D-52062 Aachen", "regions/aachen.html")
    reach_the_office(browser, "de", "Gumersbach", "regions/oberberg.html")
    search_without_script(browser)
    choose_on_the_page_of_a_field(browser)


def carry_out(task):
    """Carries out a task in a browser of its own; returns what it found wrong."""
    wrong.clear()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        task(browser)
        browser.close()
    return wrong


# Two at a time, those that take longest first.
tasks = [look_for_barriers_in_light, look_for_barriers_in_the_dark, use, read]
with ProcessPoolExecutor(2) as pool:
    found = [complaint for complaints in pool.map(carry_out, tasks) for complaint in complaints]
print(json.dumps({"pages": len(pages), "wrong": found}, ensure_ascii=False))
