"""From a ticket to paper: what stands on it, how it is laid out, and how it reaches a device.

A leaf: plain values come in, nothing of the other programs is imported. What callers use:

    from printer.ticket import PrintedTicket
    from printer.wire_ticket import Names, ticket_from_wire
    from printer.profiles import profile_named, profile_for
    from printer.device import Printer, open_printer

    printer = open_printer("tcp://10.0.0.7:9100", profile_for(80))
    job = printer.print_ticket(ticket)    # returns at once; a thread of its own does the work
    job.wait(15)                          # JobState: confirmed, sent, unknown or failed
    printer.close()

Addresses: `virtual:FOLDER`, `tcp://host:port` or `host:port`, `file:/dev/usb/lp0` or `/dev/usb/lp0`,
`serial:/dev/ttyS0?baud=19200&parity=none&flow=rtscts`, `usb:04b8:0202` or `usb:04b8:0202:SERIAL`.

The way of a ticket: `layout` (data) -> `text_form` or `raster_form` (bytes) -> `transports`, `serial_line`
or `usb_device` (device), chosen by `addresses`.
`reading` and `render` go the other way: bytes back to commands, and commands to a picture.
"""
