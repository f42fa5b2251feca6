"""Words that people choose as a password, so that a guesser tries them first: with a year, a number or a sign behind them, twice, or two together."""

_WORDS = """
abc access account admin administrator adobe alexander amanda amsterdam andrea andrew angel angels animal anthony antwerpen apple april arsenal ashley
asshole augusta augustus austin avril azerty baby babygirl badboy bailey banana barcelona barney baseball basket basketball batman beautiful beheerder
belgie belgium bella bieber biteme blink blue bond bonjour booboo boomer boston brandon brugge brussel bubbles buster butter butterfly camaro canada
candidate carlos change changeme charlie cheese chelsea chester chocolat chocolate chris christopher cocacola coffee college computer computerwoord
cookie cookies cosmopolitan counterstrike cowboy cristina crystal cullen dakota daniel danielle david december default demo diablo diamond dolphin
donald dragon dreams drowssap eagle eagles edward eminem england everton evil example facebook falcon fallen familie family fantasy februari february
ferrari final finalfantasy fish fishing florida flower flowers football for forever francis frank freedom friend friends fuck fucker fuckme fuckoff
fuckyou game geheim gemeente gent george gettherefast gfhjkm ghbdtn ghbdtnrfrltkf gin ginger god golf google gordon guest guesthouse guitar hallo
hammer hannah happy harley hate hates hawkesbury heather heaven hello herfst heterosexual hockey holland home hond honey hottie hunter iceman ich
ihate ihatethisgame ilove ilovemyfamily iloveu iloveyou ingodwetrust inter international internazionale internet iphone italia jackson jaguar james
januari january jasmine jason jennifer jessica jesus jesuslovesme joker jordan joseph joshua joyce juli july june juni junior jury justin kaas kantoor
karel kartoffelpuffer kat katten killer king kitty knight koen konijn lakers lauren lavigne leave leavemealone lente letmein liebe liebedich lievegem
linkedin liverpool lokaal london lotus love lovely loveme lovemyfamily lover lovers loves lucky maandag maart maggie magic manager manchester margaret
marina mariposa marlboro martin master mathew matrix matthew maverick may mechelen mega megaparol melissa member mercedes merlin metallica michael
michelle mickey microsoft midnight migrationschool mijn miller minecraft mini moderncombat money monkey monster montana morgan mother motherfucker
muffin murphy mustang my myfamily myspace naruto nascar nederland needforspeed new newyork nicole nintendo nothing november october oktober oliver
omgeving one onedirection online oostende orange organisatie orleans panther paris parola parool pass passe passer passion passw passwd password
passwort patrick peanut peanutbutter pepper personeel phoenix player playstation please police porsche potter prince princes princess private
procedure professional projects przyjaciolki purple qazwsx qwerty rabbit rachel raiders ranger rangers real red residentevil richard robert rock rocky
root rosebud runner rush samantha samsung samuel schatje school scooter scorpion sebastian secret secretaris security selectie selection seniseviyorum
september service seven shadow shannon sinterklaas skippy slayer slipknot smokey snoopy snowball soccer somanypickles sonnenschein sony sonyericsson
sophie sparky spider spiderman stad star stars start startfinding starwars starwarsfan steelers steven stratocaster summer sunday sunshine super
superman supernatural superstar supervisor sweet sweety taylor tekiero telechargement temp temporary tennis test tester testing thomas thunder thx
tianya tiger tigers tigger tinkerbell toegang toor toto transformers trustno turtle unicorn united user vakantie vanessa victor victoria viking vitor
vlaanderen vlinder voetbal voorzitter vrijdag wachtwoord welcome welkom werk weronika whatever william winner winston winter wizard woensdag wolf work
xbox xxx yankees yellow you youtube zaterdag zomer zondag zonnetje zxcvbn
"""

COMMON_WORDS = frozenset(_WORDS.split())
