// The table of deadlines that deadlines.test.ts checks three ways, written by hand from wall calendars.
// `office` (unless said) is the calendar that is shipped: Monday to Friday 09:00–12:00 and 13:00–18:00 under
// China's public holidays; early 08–12 and 14–18; seasons 08–12 and 15–19 from June to September; centre
// 09–12 and 13–18 every day of the year; nights 22:00–06:00. A company, B department, C sub-centre, D its
// crew. A row that ends in a semicolon goes on in the next line.
export const DEADLINES = `
# lunch, nights, weekends
early | Fri 03-06 17:50 + 2 working → Mon 03-09 09:50
Fri 03-06 17:50 + 2 working → Mon 03-09 10:50
Mon 03-02 09:00 + 1 working → 10:00
Mon 03-02 09:00 + 3 working → 12:00
Mon 03-02 09:00 + 4 working → 14:00
Mon 03-02 12:00 + 1 working → 14:00
Mon 03-02 12:30 + 0.25 working → 13:15
Mon 03-02 11:50 + 0.5 working → 13:20
Mon 03-02 09:00 + 8 working → 18:00
Mon 03-02 17:59 + 0.25 working → Tue 03-03 09:14
Mon 03-02 18:00 + 1 working → Tue 03-03 10:00
Mon 03-02 23:30 + 2 working → Tue 03-03 11:00
Mon 03-02 06:00 + 2 working → 11:00
Fri 03-06 18:00 + 0.25 working → Mon 03-09 09:15
Sat 03-07 10:00 + 1 working → Mon 03-09 10:00
Sun 03-08 23:59 + 3 working → Mon 03-09 12:00
early | Mon 03-02 11:30 + 1 working → 14:30
early | Mon 03-02 13:00 + 1 working → 15:00
early | Fri 03-06 17:59 + 1 working → Mon 03-09 08:59
centre | Sat 03-07 17:30 + 1 working → Sun 03-08 09:30
nights | Mon 03-02 23:00 + 2 working → Tue 03-03 01:00
nights | Mon 03-02 05:30 + 1 working → 22:30
nights | Mon 03-02 12:00 + 10 working → Wed 03-04 00:00
# working days of eight working hours
Fri 03-06 09:00 + 1 wdays → Fri 03-06 18:00
Fri 03-06 10:00 + 1 wdays → Mon 03-09 10:00
Fri 03-06 13:00 + 1 wdays → Mon 03-09 12:00
Thu 03-05 16:30 + 2 wdays → Mon 03-09 16:30
Mon 03-02 09:00 + 5 wdays → Fri 03-06 18:00
Mon 03-02 09:01 + 5 wdays → Mon 03-09 09:01
Mon 03-02 10:30 + 0.5 wdays → 15:30
Mon 03-02 10:00 + 10 wdays → Mon 03-16 10:00
early | Fri 03-06 15:00 + 1 wdays → Mon 03-09 15:00
# natural time and urgent working hours run always
Fri 03-06 17:50 + 2 urgent → 19:50
Sat 02-14 23:50 + 0.25 urgent → Sun 02-15 00:05
Sat 02-21 03:00 + 1 urgent → 04:00
Mon 02-16 03:00 + 24 hours → Tue 02-17 03:00
Sat 02-14 10:00 + 7 days → Sat 02-21 10:00
Wed 2025-12-31 22:00 + 4 urgent → Thu 01-01 02:00
Wed 2024-02-28 12:00 + 1 days → Thu 2024-02-29 12:00
Sun 02-15 00:00 + 15 days → Mon 03-02 00:00
Wed 2026-09-30 18:00 + 3 days → Sat 2026-10-03 18:00
# Spring Festival and its make-up Saturdays
Fri 02-13 17:00 + 1 working → 18:00
Fri 02-13 17:00 + 2 working → Sat 02-14 10:00
Fri 02-13 17:00 + 1 wdays → Sat 02-14 17:00
Sat 02-14 17:00 + 2 working → Tue 02-24 10:00
Sun 02-15 10:00 + 1 working → Tue 02-24 10:00
Mon 02-23 18:00 + 3 working → Tue 02-24 12:00
Fri 02-27 16:00 + 1 wdays → Sat 02-28 16:00
Sat 02-28 16:00 + 1 wdays → Mon 03-02 16:00
Thu 02-12 09:00 + 5 wdays → Wed 02-25 18:00
Sat 02-14 17:59 + 1 working → Tue 02-24 09:59
centre | Sat 02-14 17:00 + 2 working → Sun 02-15 10:00
early | Sat 02-14 17:00 + 2 working → Tue 02-24 09:00
Mon 2025-01-27 17:00 + 2 working → Wed 2025-02-05 10:00
Fri 2025-01-24 17:30 + 1 working → Sun 2025-01-26 09:30
Fri 2025-02-07 17:00 + 3 working → Sat 2025-02-08 11:00
Thu 2024-02-08 12:00 + 1 wdays → Fri 2024-02-09 12:00
Fri 2024-02-09 12:00 + 1 wdays → Sun 2024-02-18 12:00
Sat 2024-02-03 09:00 + 1 wdays → Sun 2024-02-04 18:00
# National Day, and the other holidays
Wed 2026-09-30 16:00 + 3 wdays → Sat 2026-10-10 16:00
Tue 2025-09-30 17:00 + 1 wdays → Thu 2025-10-09 17:00
Fri 2025-10-10 14:00 + 1 wdays → Sat 2025-10-11 14:00
Sat 2025-09-27 12:00 + 1 working → Sun 2025-09-28 10:00
Mon 2024-09-30 17:30 + 1 working → Tue 2024-10-08 09:30
Fri 2024-10-11 17:00 + 2 working → Sat 2024-10-12 10:00
Wed 2025-12-31 17:00 + 2 working → Sun 01-04 10:00
Sun 01-04 17:00 + 2 working → Mon 01-05 10:00
Wed 2025-12-31 10:00 + 1 wdays → Sun 01-04 10:00
Thu 04-30 17:30 + 1 working → Wed 05-06 09:30
Fri 05-08 17:30 + 1 working → Sat 05-09 09:30
Fri 04-03 16:00 + 1 wdays → Tue 04-07 16:00
Thu 06-18 17:00 + 2 working → Mon 06-22 10:00
Fri 09-18 16:00 + 4 working → Sun 09-20 11:00
Thu 09-24 17:30 + 1 working → Mon 09-28 09:30
Thu 2024-02-29 17:00 + 2 working → Fri 2024-03-01 10:00
Fri 2024-06-07 15:00 + 1 wdays → Tue 2024-06-11 15:00
# the hours of the year change under a running limit
seasons | Fri 05-29 17:00 + 2 working → Mon 06-01 09:00
seasons | Fri 05-29 17:00 + 8 working → Mon 06-01 18:00
seasons | Mon 06-01 12:00 + 1 working → 16:00
seasons | Wed 09-30 18:00 + 2 working → Thu 10-08 10:00
seasons | Wed 09-30 10:00 + 1 wdays → Thu 10-08 11:00
# a day is closed or opened while a limit runs: the promise stands until it is touched
Fri 03-06 17:00 + 4 working; shut Sat 03-07 10:00 Mon 03-09 → Mon 03-09 12:00
Fri 03-06 17:00 + 9 working; open 17:30 Sat 03-07 → Mon 03-09 18:00
Fri 03-06 17:00 + 9 working; open 17:30 Sat 03-07; return Sun 03-08 09:00; send A 09:00 → Mon 03-09 18:00
Fri 03-06 17:00 + 9 working; open 17:30 Sat 03-07; extend 17:40 1 working → Tue 03-10 10:00
Fri 03-06 17:00 + 4 working; shut 17:30 Mon 03-09; extend 17:40 1 working → Tue 03-10 14:00
Fri 03-06 17:00 + 4 working; shut 17:30 Mon 03-09; return 18:00; send A Mon 03-09 08:00 → Tue 03-10 12:00
Fri 03-06 17:00 + 2 working; shut 17:30 Mon 03-09; return Mon 03-09 11:00; send A 11:00 → Fri 03-06 18:00
Fri 03-06 17:00 + 4 hours; shut 17:30 Mon 03-09 → Fri 03-06 21:00
Fri 03-06 16:00 + 1 wdays; shut 16:30 Mon 03-09; shut 16:40 Tue 03-10; return 17:00;
  send B 17:00 → Wed 03-11 17:00
# a return puts the limit aside; the same unit goes on with what was left, another begins
Mon 03-02 09:00 + 4 working; return 10:00 → nothing
Mon 03-02 09:00 + 4 working; return 10:00; send A 10:30 → 14:30
Mon 03-02 09:00 + 4 working; return 10:00; send B 10:30 → 15:30
Mon 03-02 09:00 + 4 working; return 10:00; send A Wed 03-04 09:00 → 12:00
Fri 03-06 16:00 + 4 working; return 17:00; send A Mon 03-09 10:00 → 14:00
Fri 02-13 16:00 + 1 wdays; return Sat 02-14 09:00; send A Tue 02-24 09:00 → 16:00
Mon 03-02 09:00 + 4 working; return 10:00; send A 10:30; return 11:00; send A 11:00 → 14:30
Mon 03-02 09:00 + 4 working; return 10:00; send B 10:30; return 11:00; send A 11:30 → 15:30
Mon 03-02 09:00 + 4 working; return 12:00; send A 13:00 → 14:00
Mon 03-02 09:00 + 4 working; return 12:30; send A 12:40 → 14:00
Mon 03-02 09:00 + 1 working; return 11:00; send A Tue 03-03 09:00 → Mon 03-02 17:00
Mon 03-02 09:00 + 24 hours; return 15:00; send A Tue 03-03 15:00 → Wed 03-04 09:00
Mon 03-02 09:00 + 2 days; return Tue 03-03 09:00; send B Wed 03-04 09:00 → Fri 03-06 09:00
Fri 03-06 17:00 + 2 urgent; return 18:00; send A Sat 03-07 03:00 → 04:00
Mon 03-02 09:00 + 4 working; return 10:00; send A 10:30 → 14:30 whole Tue 03-10 18:00
# the centre sends it to another unit, and back
Mon 03-02 09:00 + 4 working; transfer B 11:00 → 16:00
Mon 03-02 09:00 + 4 working; transfer B 11:00; transfer A 14:00 → 16:00
Mon 03-02 09:00 + 4 working; transfer B 11:00; transfer C 12:30 → 17:00
Fri 03-06 16:00 + 1 wdays; transfer B Fri 03-06 17:00 → Mon 03-09 17:00
Fri 02-13 17:00 + 4 working; transfer B Sat 02-14 16:00 → Tue 02-24 11:00
Mon 03-02 09:00 + 4 working; transfer B 17:00; return 17:30; send A 17:30 → Mon 03-02 14:30
# a sub-centre passes on what is left, and no more
Mon 03-02 09:00 + 4 working by C; pass 10:00 → 14:00
Mon 03-02 09:00 + 4 working by C; pass 12:30 → 14:00
Fri 03-06 16:00 + 1 wdays by C; pass Mon 03-09 09:00 → Mon 03-09 16:00
Mon 03-02 09:00 + 4 working by C; pass 10:00; return 11:00; send D 11:30 → 14:30
Mon 03-02 09:00 + 4 working by C; pass 10:00; return 11:00; send B 11:30 → 16:30
# two units share one deadline: what the other does moves nothing
Mon 03-02 09:00 + 4 working; helped 10:00 → 14:00
Mon 03-02 09:00 + 4 working; helped 10:00; helped Tue 03-03 09:00 → Mon 03-02 14:00
Fri 03-06 16:00 + 1 wdays; helped Mon 03-09 15:00 → Mon 03-09 16:00
Mon 03-02 09:00 + 4 working; helped 09:30; extend 10:00 1 working → 15:00
Mon 03-02 09:00 + 4 working; return 10:00; send B 10:30; helped 11:00 → 15:30
# rework goes on with the clock, unless the item sets a limit for it
Mon 03-02 09:00 + 4 working; done 11:00 → nothing
Mon 03-02 09:00 + 4 working; done 11:00; rework 15:00 → 17:00
Mon 03-02 09:00 + 4 working; done 11:00; rework Tue 03-03 17:00 → Wed 03-04 10:00
Mon 03-02 09:00 + 4 working rework 2 working; done 11:00; rework 15:00 → 17:00
Mon 03-02 09:00 + 4 working rework 1 working; done 17:00; rework Tue 03-03 09:00 → 10:00
Mon 03-02 09:00 + 4 working rework 1 wdays; done 17:00; rework Fri 03-06 17:00 → Mon 03-09 17:00
Mon 03-02 09:00 + 4 working rework 2 working; done 10:00; rework 11:00; done 11:30; rework 14:00 → 16:00
Mon 03-02 09:00 + 4 working; done 10:00; rework 11:00; done 12:00; rework 14:00 → 16:00
Mon 03-02 09:00 + 1 working; done 11:00; rework Tue 03-03 09:00 → Mon 03-02 17:00
Fri 02-13 16:00 + 4 working; done 17:00; rework Sat 02-14 17:00 → Tue 02-24 11:00
Fri 02-13 16:00 + 4 hours rework 2 hours; done 17:00; rework Sun 02-15 17:00 → 19:00
Mon 03-02 09:00 + 4 working; done 11:00; rework 15:00 → 17:00 whole Tue 03-10 18:00
# extension, once and twice, granted and not
Mon 03-02 09:00 + 1 working; extend 09:30 1 wdays → Tue 03-03 10:00
Mon 03-02 09:00 + 4 working; extend 14:00 2 working → 16:00
Mon 03-02 09:00 + 4 working; refused 13:30 1 wdays → 14:00
Mon 03-02 09:00 + 4 working; extend 10:00 1 working; extend 15:00 1 working → 16:00
Mon 03-02 09:00 + 4 working; extend 10:00 2 wdays; extend Wed 03-04 14:00 1 wdays → Thu 03-05 14:00
Mon 03-02 09:00 + 4 working; refused 10:00 1 wdays; extend 11:00 1 working → 15:00
Fri 02-13 09:00 + 1 wdays; extend 17:00 1 wdays → Sat 02-14 18:00
Fri 02-13 09:00 + 1 wdays; extend 17:00 1 wdays; extend Sat 02-14 17:00 2 working → Tue 02-24 11:00
Wed 09-30 09:00 + 1 wdays; extend 17:00 4 working → Thu 10-08 14:00
Sat 02-14 10:00 + 2 hours; extend 11:00 3 days → Tue 02-17 12:00
Fri 03-06 17:00 + 2 urgent; extend 18:00 1 urgent; extend 19:30 1 urgent → 21:00
Mon 03-02 09:00 + 4 working; extend 10:00 1 wdays → Tue 03-03 14:00 whole Wed 03-11 18:00
Mon 03-02 09:00 + 4 working; extend 10:00 1 working; return 11:00; send A 11:30 → 15:30
Mon 03-02 09:00 + 4 working; extend 10:00 1 working; return 11:00; send B 11:30 → 16:30
Mon 03-02 09:00 + 4 working; extend 10:00 1 working; done 11:00; rework 14:00 → 17:00
# suspension: to a day, across holidays, and it goes on by itself
Mon 03-02 09:00 + 4 working; suspend 11:00 until 15:00 → 17:00
Mon 03-02 09:00 + 4 working; suspend 12:00 until 13:00 → 14:00
Mon 03-02 09:00 + 4 working; suspend 11:00 until Fri 03-06 17:00 → Mon 03-09 10:00
Fri 03-06 17:00 + 4 working; suspend 20:00 until Sun 03-08 10:00 → Mon 03-09 12:00
Fri 02-13 16:00 + 1 wdays; suspend Sat 02-14 09:00 until Tue 02-24 13:00 → Wed 02-25 10:00
Mon 02-09 09:00 + 2 wdays; suspend Tue 02-10 09:00 until Wed 02-18 12:00 → Tue 02-24 18:00
Tue 09-29 09:00 + 1 wdays; suspend 14:00 until Mon 10-05 09:00 → Thu 10-08 14:00
Mon 03-02 09:00 + 2 hours; suspend 10:00 until 22:00 → 23:00
Mon 03-02 09:00 + 3 days; suspend Tue 03-03 09:00 until Mon 06-01 09:00 → Wed 06-03 09:00
Mon 03-02 09:00 + 1 working; suspend 11:00 until Tue 03-03 10:00 → Mon 03-02 18:00
Mon 03-02 09:00 + 4 working; suspend 11:00 until Mon 08-03 09:00 → 11:00
Mon 2025-03-03 09:00 + 4 working; suspend 11:00 until Tue 03-03 09:00 → 11:00
Mon 03-02 09:00 + 4 working; suspend 11:00 until Fri 03-06 17:00; resume Tue 03-03 09:00 → 11:00
Mon 03-02 09:00 + 4 working; suspend 11:00 until Fri 03-06 17:00; return Wed 03-04 09:00;
  send A 10:00 → 12:00
Mon 03-02 09:00 + 4 working; suspend 11:00 until Fri 03-06 17:00; transfer B Wed 03-04 09:00 → 14:00
Mon 03-02 09:00 + 4 working; suspend 11:00 until Tue 03-03 11:00 → 14:00 whole Wed 03-11 18:00
Mon 03-02 09:00 + 4 working; suspend 11:00 until Tue 03-03 11:00;
  done Tue 03-03 13:30 → nothing whole Wed 03-11 18:00
Mon 03-02 09:00 + 4 working; extend 10:00 1 working; suspend 11:00 until Tue 03-03 09:00 → 12:00
Mon 03-02 09:00 + 4 working; suspend 11:00 until Tue 03-03 09:00; extend Tue 03-03 10:00 1 working → 12:00
Fri 03-06 16:00 + 4 working; shut Fri 03-06 17:00 Mon 03-09;
  suspend 17:30 until Sun 03-08 09:00 → Tue 03-10 11:30
nights | Mon 03-02 23:00 + 4 working; suspend Tue 03-03 01:00 until Tue 03-03 12:00 → Wed 03-04 00:00
# one after the other
Fri 02-13 16:00 + 1 wdays; return 17:00; send B Sat 02-14 10:00; extend 17:00 1 wdays → Wed 02-25 10:00
Mon 03-02 09:00 + 4 working; extend 10:00 2 working; suspend 11:00 until Tue 03-03 09:00;
  return Tue 03-03 10:00; send A 10:30 → 14:30
Mon 03-02 09:00 + 4 working; done 10:00; rework 10:30; return 11:00; send B 11:30; done 14:00;
  rework 15:00 → 17:30
Wed 09-30 16:00 + 1 wdays; return 17:00; send A Thu 10-08 09:00; suspend 10:00 until Sat 10-10 09:00 → 16:00
`;
