"""A ticket as the bytes of one job, in the form that its printer takes."""

from printer.layout import layout
from printer.profiles import Form, Profile
from printer.raster_form import raster_form
from printer.text_form import text_form
from printer.ticket import PrintedTicket
from printer.typesetting import Setting


def job_of(ticket: PrintedTicket, profile: Profile, setting: Setting) -> bytes:
    """From the printer's start to the cut."""
    form = text_form if profile.form is Form.TEXT else raster_form
    return form(layout(ticket, profile.paper), profile, setting)
