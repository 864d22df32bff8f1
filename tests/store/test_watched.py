"""Parts, orders, machines and alarms survive a restart, and are proved by the journal."""

from dataclasses import replace

from queue_server.domain.alarms import Alarm
from queue_server.domain.devices import DeviceNow, DeviceOrder, Part, Said
from queue_server.domain.facts import (
    AlarmCleared,
    AlarmRaised,
    DeviceOrdered,
    DeviceOrderWentOn,
    MachineSet,
    PartsSeen,
)
from queue_server.store.verify import verify
from tests.store.test_verify import tamper
from tests.store.town import Town

PRINTER = "printer"


def watched(town: Town) -> None:
    """Facts as the actions record them."""
    now = town.clock.now
    parts = (Part(PRINTER, PRINTER, "paper_out", now),)
    order = DeviceOrder("o1", "test", now, now, PRINTER)
    alarm = Alarm("device", "K1", "paper_out", now, PRINTER)
    with town.begin() as tx:
        tx.record(PartsSeen("K1", parts), DeviceNow("K1", parts))
        tx.record(DeviceOrdered("K1", order), tx.hall.devices["K1"].with_order(order))
        begun = order.begin(now, now)
        tx.record(DeviceOrderWentOn("K1", begun), tx.hall.devices["K1"].with_order(begun))
        tx.record(MachineSet("ZZ-1", "ok"), DeviceNow("ZZ-1", said=Said("ok", tx.now)))
        tx.record(AlarmRaised(alarm), alarm)
        over = replace(tx.hall.alarms[alarm.key], ended=True)
        tx.record(AlarmCleared(over), over)


def test_what_is_known_of_devices_is_there_after_a_restart(town: Town) -> None:
    watched(town)
    hall = town.hall()
    assert [order.state.value for order in hall.devices["K1"].orders] == ["begun"]
    assert (hall.devices["ZZ-1"].said is not None, [a.ended for a in hall.alarms.values()]) == (True, [True])


def test_a_record_with_devices_and_alarms_proves_itself(sql: Town) -> None:
    watched(sql)
    report = verify(sql.sql, sql.code)
    assert (report.clean, report.checked["devices"], report.checked["alarms"]) == (True, 2, 1)


def test_an_order_and_an_alarm_that_nobody_gave_are_found(sql: Town) -> None:
    device = "INSERT INTO device_now VALUES (:centre, 'K9', 1, :body)"
    order = '"orders":[{"id":"o","order":"restart","until":"2026-01-01T00:00:00+00:00",'
    body = '{"device":"K9",' + order + '"asked_at":"2026-01-01T00:00:00+00:00"}]}'
    assert "device_differs" in tamper(sql, device, body=body)
    alarm = "INSERT INTO alarm VALUES (:centre, 'device:K9', 1, :body)"
    body = '{"kind":"device","subject":"K9","state":"silent","since":"2026-01-01T00:00:00+00:00"}'
    assert "alarm_differs" in tamper(sql, alarm, body=body)
