inline-begin-button = Жаңылыктарды күн сайын алуу
inline-nothing-button = Табылган жок. Боттон издөө
inline-too-fast-button = Өтө тез: бир мүнөт күтүңүз
inline-failed-button = Болбой калды, кайталап көрүңүз
inline-open-button = Жарчыдан ачуу
help-inline = Жаңылыкты каалаган чатта бөлүшүү үчүн ал жерге @{ $bot } жана сөздөрдү жазыңыз.
