digest-taken-back = 🚫 Tahririyat bu yangilikni olib tashladi.
correction-hidden = ❗️ <b>Tuzatish.</b> Tahririyat sizga kelgan «{ $headline }» yangiligini olib tashladi. Unga tayanmang va boshqalarga yubormang.
story-hidden = 🚫 Tahririyat bu yangilikni olib tashladi: unda xato topildi.
story-edited-headline = ✏️ Sarlavha tahririyatniki
