inline-begin-button = Ҳар рӯз хабар гирифтан
inline-nothing-button = Ёфт нашуд. Дар бот ҷустан
inline-too-fast-button = Хеле тез: як дақиқа сабр кунед
inline-failed-button = Нашуд. Боз кӯшиш кунед
inline-open-button = Дар Ҷорчӣ кушодан
help-inline = Барои фиристодани хабар ба ҳар чат он ҷо @{ $bot } ва калимаҳоро нависед.
