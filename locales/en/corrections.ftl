digest-taken-back = 🚫 The editors took this story back.
correction-hidden = ❗️ <b>Correction.</b> The editors took back the story “{ $headline }”, which you were sent. Please do not rely on it or pass it on.
story-hidden = 🚫 The editors took this story back: something in it was wrong.
story-edited-headline = ✏️ Headline by the editors
