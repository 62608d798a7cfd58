-- Before a timer fires, its server looks whether an earlier one of the same subject (the key up to its first
-- colon) still waits: that is what keeps them in order across servers.
create index timer_subject on timer (split_part(key, ':', 1));
