-- Where a calendar and the holidays of a year come from is told in the reader's language. What an office wrote
-- in one stands in both; what the product brought is put into Chinese.
alter table calendar add column source_en text;
update calendar set source_en = source;
update calendar set source = '产品默认：周一至周五，每天 8 小时'
  where source = 'product default: 8 hours a day, Monday to Friday';
alter table calendar alter column source_en set not null;
alter table calendar add constraint calendar_source_en_check check (source_en <> '');

alter table holiday_year add column source_en text;
update holiday_year set source_en = source;
update holiday_year set source = '国务院办公厅历年放假通知；npm 包 chinese-days 1.5.7（MIT）'
  where source = 'State Council of China, yearly notices; npm chinese-days 1.5.7 (MIT)';
alter table holiday_year alter column source_en set not null;
alter table holiday_year add constraint holiday_year_source_en_check check (source_en <> '');
