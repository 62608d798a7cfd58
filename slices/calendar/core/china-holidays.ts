// China's public holidays and their make-up working days, 2018 to 2026, as the State Council announced them
// year by year. Data only. Source of the dates: the npm package chinese-days 1.5.7 (MIT licence), reshaped.
// A year that is not here is not known: an administrator loads it when it is announced (each November),
// and must never be guessed from another year.
import type { Holiday } from './calendar-data.ts';
import { dateOfDay, dayNumber } from './day.ts';

/** year, name, English name, days off (`MM-DD` or `MM-DD..MM-DD`), make-up working days. */
const ROWS: readonly (readonly [number, string, string, string, string])[] = [
  [2018, '元旦', "New Year's Day", '01-01 12-30..12-31', '12-29'],
  [2018, '春节', 'Spring Festival', '02-15..02-21', '02-11 02-24'],
  [2018, '清明', 'Tomb-sweeping Day', '04-05..04-07', '04-08'],
  [2018, '劳动节', 'Labour Day', '04-29..05-01', '04-28'],
  [2018, '端午', 'Dragon Boat Festival', '06-18', ''],
  [2018, '中秋', 'Mid-autumn Festival', '09-24', ''],
  [2018, '国庆节', 'National Day', '10-01..10-07', '09-29..09-30'],
  [2019, '元旦', "New Year's Day", '01-01', ''],
  [2019, '春节', 'Spring Festival', '02-04..02-10', '02-02..02-03'],
  [2019, '清明', 'Tomb-sweeping Day', '04-05..04-07', ''],
  [2019, '劳动节', 'Labour Day', '05-01..05-04', '04-28 05-05'],
  [2019, '端午', 'Dragon Boat Festival', '06-07..06-09', ''],
  [2019, '中秋', 'Mid-autumn Festival', '09-13..09-15', ''],
  [2019, '国庆节', 'National Day', '10-01..10-07', '09-29 10-12'],
  [2020, '元旦', "New Year's Day", '01-01', ''],
  [2020, '春节', 'Spring Festival', '01-24..02-02', '01-19'],
  [2020, '清明', 'Tomb-sweeping Day', '04-04..04-06', ''],
  [2020, '劳动节', 'Labour Day', '05-01..05-05', '04-26 05-09'],
  [2020, '端午', 'Dragon Boat Festival', '06-25..06-27', '06-28'],
  [2020, '国庆节', 'National Day', '10-01..10-08', '09-27 10-10'],
  [2021, '元旦', "New Year's Day", '01-01..01-03', ''],
  [2021, '春节', 'Spring Festival', '02-11..02-17', '02-07 02-20'],
  [2021, '清明', 'Tomb-sweeping Day', '04-03..04-05', ''],
  [2021, '劳动节', 'Labour Day', '05-01..05-05', '04-25 05-08'],
  [2021, '端午', 'Dragon Boat Festival', '06-12..06-14', ''],
  [2021, '中秋', 'Mid-autumn Festival', '09-19..09-21', '09-18'],
  [2021, '国庆节', 'National Day', '10-01..10-07', '09-26 10-09'],
  [2022, '元旦', "New Year's Day", '01-01..01-03 12-31', ''],
  [2022, '春节', 'Spring Festival', '01-31..02-06', '01-29..01-30'],
  [2022, '清明', 'Tomb-sweeping Day', '04-03..04-05', '04-02'],
  [2022, '劳动节', 'Labour Day', '04-30..05-04', '04-24 05-07'],
  [2022, '端午', 'Dragon Boat Festival', '06-03..06-05', ''],
  [2022, '中秋', 'Mid-autumn Festival', '09-10..09-12', ''],
  [2022, '国庆节', 'National Day', '10-01..10-07', '10-08..10-09'],
  [2023, '元旦', "New Year's Day", '01-01..01-02', ''],
  [2023, '春节', 'Spring Festival', '01-21..01-27', '01-28..01-29'],
  [2023, '清明', 'Tomb-sweeping Day', '04-05', ''],
  [2023, '劳动节', 'Labour Day', '04-29..05-03', '04-23 05-06'],
  [2023, '端午', 'Dragon Boat Festival', '06-22..06-24', '06-25'],
  [2023, '中秋', 'Mid-autumn Festival', '09-29', ''],
  [2023, '国庆节', 'National Day', '09-30..10-06', '10-07..10-08'],
  [2024, '元旦', "New Year's Day", '01-01', ''],
  [2024, '春节', 'Spring Festival', '02-10..02-17', '02-04 02-18'],
  [2024, '清明', 'Tomb-sweeping Day', '04-04..04-06', '04-07'],
  [2024, '劳动节', 'Labour Day', '05-01..05-05', '04-28 05-11'],
  [2024, '端午', 'Dragon Boat Festival', '06-10', ''],
  [2024, '中秋', 'Mid-autumn Festival', '09-15..09-17', '09-14'],
  [2024, '国庆节', 'National Day', '10-01..10-07', '09-29 10-12'],
  [2025, '元旦', "New Year's Day", '01-01', ''],
  [2025, '春节', 'Spring Festival', '01-28..02-04', '01-26 02-08'],
  [2025, '清明', 'Tomb-sweeping Day', '04-04..04-06', ''],
  [2025, '劳动节', 'Labour Day', '05-01..05-05', '04-27'],
  [2025, '端午', 'Dragon Boat Festival', '05-31..06-02', ''],
  [2025, '国庆节', 'National Day', '10-01..10-05 10-07..10-08', '09-28 10-11'],
  [2025, '中秋', 'Mid-autumn Festival', '10-06', ''],
  [2026, '元旦', "New Year's Day", '01-01..01-03', '01-04'],
  [2026, '春节', 'Spring Festival', '02-15..02-23', '02-14 02-28'],
  [2026, '清明', 'Tomb-sweeping Day', '04-04..04-06', ''],
  [2026, '劳动节', 'Labour Day', '05-01..05-05', '05-09'],
  [2026, '端午', 'Dragon Boat Festival', '06-19..06-21', ''],
  [2026, '国庆节', 'National Day', '10-01..10-07', '09-20 10-10'],
  [2026, '中秋', 'Mid-autumn Festival', '09-25..09-27', ''],
];

function daysOf(year: number, ranges: string): string[] {
  const days: string[] = [];
  for (const range of ranges.split(' ').filter((part) => part !== '')) {
    const [from = '', to = from] = range.split('..');
    const last = dayNumber(`${year}-${to}`);
    for (let day = dayNumber(`${year}-${from}`); day <= last; day += 1) days.push(dateOfDay(day));
  }
  return days;
}

/** The years this file knows. */
export const CHINA_HOLIDAY_YEARS: readonly number[] = [...new Set(ROWS.map(([year]) => year))];

export const CHINA_HOLIDAY_SOURCE = {
  source: '国务院办公厅历年放假通知；npm 包 chinese-days 1.5.7（MIT）',
  sourceEn: 'State Council of China, yearly notices; npm chinese-days 1.5.7 (MIT)',
};

/** Every day off and every make-up working day, one row a day. */
export const CHINA_HOLIDAYS: readonly Holiday[] = ROWS.flatMap(([year, name, nameEn, off, work]) => [
  ...daysOf(year, off).map((day): Holiday => ({ day, kind: 'off', name, nameEn })),
  ...daysOf(year, work).map((day): Holiday => ({ day, kind: 'work', name, nameEn })),
]);
