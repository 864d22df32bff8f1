"""`make screenshots`: all pages in all states, sizes and languages, in a hall that was played."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click
from playwright.sync_api import Browser, Error

from tests.pages.browser import Window, chromium, open_page
from tests.screenshots.kiosks import kiosks_in_trouble
from tests.screenshots.papers import printed_papers
from tests.screenshots.pictures import Picture, for_the_readme, write_index
from tests.screenshots.scenes import SCENES
from tests.screenshots.shots import Shot, Size
from tests.screenshots.stage import Stage
from tests.servers import running_hall
from tests.stories.playing import Players

SETTLE_MS = 900
"""What a page needs to hear from its hall and to draw it."""
README = Path(__file__).resolve().parents[2] / "docs" / "pictures"


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("screenshots"))
@click.option("--readme", is_flag=True, help="Renew the README's pictures, and take no others.")
@click.option("--only", default="", help="Only pages whose name begins so.")
@click.option("--after", default="", help="Only scenes from the one whose name begins so; all are played.")
def main(out: Path, readme: bool, only: str, after: str) -> None:
    """Take every picture of the table and write an index page."""
    out.mkdir(parents=True, exist_ok=True)
    pictures: list[Picture] = []
    failed: list[Picture] = []
    start = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as data,
        running_hall(Path(data) / "hall") as hall,
        kiosks_in_trouble(hall, Path(data)) as kiosks,
        chromium() as browser,
    ):
        stage = Stage(hall, Players(hall), kiosks)
        total = sum(len(wanted(shot, only, readme)) for scene in SCENES for shot in scene.shots)
        begun = False
        for scene in SCENES:
            click.echo(f"{scene.name} ...")
            scene.play(stage)
            begun = begun or scene.name.startswith(after)
            for shot in scene.shots if begun else ():
                for picture, problem in taken(browser, stage, shot, wanted(shot, only, readme), out):
                    (failed if problem else pictures).append(picture)
                    count = f"{time.monotonic() - start:>5.0f} s {len(pictures) + len(failed):>4} of {total}"
                    click.echo(f"{count}  {picture.file}{f' FAILED: {problem}' if problem else ''}")
                    if readme and not problem:
                        for_the_readme(out / picture.file, README / f"{shot.readme}.png")
        if not readme and "paper".startswith(only):
            click.echo("printed tickets ...")
            pictures += printed_papers(stage, out)
    click.echo(f"{len(pictures)} pictures: {write_index(out, pictures)}")
    if failed:
        names = ", ".join(picture.file for picture in failed)
        raise click.ClickException(f"{len(failed)} pictures could not be taken: {names}")


def wanted(shot: Shot, only: str, readme: bool) -> list[Picture]:
    """Every picture of a row; for the README one of each page that stands there."""
    if readme:
        kinds = [(shot.sizes[0], "zh")] if shot.readme else []
    else:
        kinds = [(size, language) for size in shot.sizes for language in shot.languages]
    return [
        Picture(shot.page, shot.state, size, language, file_name(shot, size, language))
        for size, language in kinds
        if shot.page.startswith(only)
    ]


def file_name(shot: Shot, size: Size, language: str) -> str:
    """A picture's file: page, state, size, language."""
    return f"{shot.page}-{shot.state}-{size[0]}x{size[1]}-{language}.png".replace(" ", "-")


def taken(
    browser: Browser, stage: Stage, shot: Shot, pictures: list[Picture], out: Path
) -> Iterator[tuple[Picture, str]]:
    """Open the page in every size and language at once, then take one picture after the other.

    Each comes with what went wrong, or with an empty word.
    """
    windows = [(picture, opened(browser, stage, shot, picture)) for picture in pictures]
    if windows:
        windows[0][1].page.wait_for_timeout(SETTLE_MS)
    for picture, window in windows:
        try:
            shot.steps(stage, window.page, picture.language)
            window.page.wait_for_timeout(SETTLE_MS // 2)
            window.page.screenshot(path=out / picture.file)
            yield picture, ""
        except (Error, AssertionError) as problem:
            yield picture, str(problem).splitlines()[0]
        finally:
            window.page.context.close()


def opened(browser: Browser, stage: Stage, shot: Shot, picture: Picture) -> Window:
    """The page of a picture, on a screen of its own."""
    address = shot.address(stage)
    joint = "&" if "?" in address else "?"
    return open_page(
        browser, f"{address}{joint}lang={picture.language}", *picture.size, reduced_motion="reduce"
    )


if __name__ == "__main__":
    main()
