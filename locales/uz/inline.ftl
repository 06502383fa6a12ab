inline-begin-button = Yangiliklarni har kuni olish
inline-nothing-button = Topilmadi. Botda izlash
inline-too-fast-button = Juda tez: bir daqiqa kuting
inline-failed-button = Boʻlmadi. Yana urinib koʻring
inline-open-button = Jarchida ochish
help-inline = Istalgan chatda yangilik ulashish uchun u yerda @{ $bot } va soʻzlarni yozing.
