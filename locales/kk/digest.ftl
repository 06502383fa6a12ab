# Тақырыптар. $date — «24 қараша, сейсенбі», $time — «08:00».
digest-title = Басты жаңалықтар · { $date }, { $time }
digest-title-now = Соңғы тәулікте · { $date }, { $time }
digest-title-latest = Соңғы жаңалықтар · { $date }, { $time }
digest-title-breaking = ⚡️ Шұғыл хабар · { $time }
digest-title-follow = 🔔 Сіз бақылап жүрген жаңалық · { $time }
digest-empty = Соңғы тәулікте сай келетін жаңалық табылмады. Тақырыптарды, елдерді, тілдерді өзгерту: /settings. Бұрынғы күндерден іздеу: /search
digest-unanswered = Соңғы тәулікте бірде-бір жаңалықтар таспасы жауап бермеді, сондықтан көрсететін ештеңе жоқ. Әрекет жалғасуда; бірнеше минуттан кейін қайта сұраңыз: /digest
digest-followed = Сіз бақылап жүргендер
digest-others = Басқа жаңалықтар
digest-omitted = Тағы { $count } жаңалық бар: /latest
digest-disagreement = ⚖️ Деректер сәйкес келмейді: { $figures }
digest-more-sources = тағы { $count }
story-untitled = Атауы жоқ
