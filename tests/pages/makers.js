// What the page tests are told about: small envelopes and calls.

export const a_call = (seq, prev, number = "A012", window = 7, more = {}) => ({
  seq, prev, number, window, zone: "N2", at: "2026-09-15T10:00:45+08:00", recall: false, ...more,
});

export const an_envelope = (seq, calls = [], more = {}) => ({
  room: "dalang/hall:N",
  seq,
  server_time: "2026-09-15T10:01:00.000+08:00",
  hall_time: "2026-09-15T10:01:00.000+08:00",
  speed: 1,
  board: { state: "open", windows: [], queues: [], notice: null },
  calls,
  ...more,
});
