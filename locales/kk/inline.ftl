inline-begin-button = Жаңалықтарды күн сайын алу
inline-nothing-button = Табылмады. Боттан іздеу
inline-too-fast-button = Тым тез: бір минут күтіңіз
inline-failed-button = Болмады, қайталап көріңіз
inline-open-button = Жаршыдан ашу
help-inline = Жаңалықпен кез келген чатта бөлісу үшін сол жерде @{ $bot } және сөздерді теріңіз.
