# Тақырыптар. $date — «24 қараша, сейсенбі», $time — «08:00».
digest-title = Басты жаңалықтар · { $date }, { $time }
digest-title-now = Соңғы тәулікте · { $date }, { $time }
digest-title-latest = Соңғы жаңалықтар · { $date }, { $time }
digest-title-breaking = ⚡️ Шұғыл хабар · { $time }
digest-title-follow = 🔔 Сіз бақылап жүрген жаңалық · { $time }
digest-empty = Соңғы тәулікте сіздің таңдауыңызға сай жаңалық табылмады. Тақырыптарды, елдерді және тілдерді /settings арқылы қоса аласыз.
digest-followed = Сіз бақылап жүргендер
digest-others = Басқа жаңалықтар
digest-omitted = Тағы { $count } жаңалық бар: /latest
digest-disagreement = ⚖️ Деректер әртүрлі: { $figures }
digest-more-sources = тағы { $count }
story-untitled = Атауы жоқ
