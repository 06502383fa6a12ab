profile-name = Jarchi — news of Central Asia
profile-description = I read the outlets and channels of Kyrgyzstan, Kazakhstan, Uzbekistan, Tajikistan and Turkmenistan and send you what matters at the hour you choose.

    • one event is one story, however many outlets report it
    • every sentence has its source
    • in six languages, without ads; I keep no names and no messages
profile-short-description = What matters in Central Asia: short, with links to the sources, at the hour you choose.
