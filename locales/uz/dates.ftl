# Kunlar va oylar. $weekday: 1 — dushanba … 7 — yakshanba; $month: 1 … 12.
month-of = { $month ->
    [1] yanvar
    [2] fevral
    [3] mart
    [4] aprel
    [5] may
    [6] iyun
    [7] iyul
    [8] avgust
    [9] sentabr
    [10] oktabr
    [11] noyabr
   *[12] dekabr
}
weekday-name = { $weekday ->
    [1] Dushanba
    [2] Seshanba
    [3] Chorshanba
    [4] Payshanba
    [5] Juma
    [6] Shanba
   *[7] Yakshanba
}
weekday-low = { $weekday ->
    [1] dushanba
    [2] seshanba
    [3] chorshanba
    [4] payshanba
    [5] juma
    [6] shanba
   *[7] yakshanba
}
weekday-short = { $weekday ->
    [1] dush
    [2] sesh
    [3] chor
    [4] pay
    [5] jum
    [6] shan
   *[7] yak
}
date-long = { $day }-{ month-of }, { weekday-low }
date-short = { $day }-{ month-of }
age-minutes = { $count } daqiqa oldin
age-hours = { $count } soat oldin
# Mintaqa va undagi vaqt: «UTC+5, hozir 14:05».
zone-clock = { $offset }, hozir { $time }
