#!/usr/bin/python3
"""Draws the pictures of samples/pictures/: python3 pictures.py OUTDIR

Everything is drawn from shapes larger than wanted and reduced, so that edges
are smooth; a fixed seed makes the same pictures each time.  Needs
python3-pil and, for the chart's labels, fonts-noto-core.
"""
import math
import random
import sys

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

S = 2                           # drawn larger, then reduced


def mix(a, b, t):
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b))


def sky(w, h, stops):
    """A vertical gradient through (position, colour) stops."""
    strip = Image.new("RGB", (1, h))
    for y in range(h):
        t = y / (h - 1)
        for (p0, c0), (p1, c1) in zip(stops, stops[1:]):
            if p0 <= t <= p1:
                strip.putpixel((0, y), mix(c0, c1, (t - p0) / (p1 - p0)))
                break
    return strip.resize((w, h))


def glow(im, x, y, radius, colour, strength):
    """Light around a point, added to what is there."""
    mask = Image.radial_gradient("L").resize((2 * radius, 2 * radius))
    # 180 is the gradient's value at the middle of a side
    mask = mask.point(lambda v: round(
        255 * strength * max(0, 1 - v / 180) ** 1.5))
    layer = Image.new("RGB", im.size)
    layer.paste(Image.new("RGB", mask.size, colour),
                (x - radius, y - radius), mask)
    return ImageChops.screen(im, layer)


def ridge(rng, w, base, height, roughness):
    """A skyline of hills as a list of points, by adding waves."""
    waves = [(rng.uniform(.6, 1.4) * 2 * math.pi * k / w,
              rng.uniform(0, 6.28), 1 / k ** roughness)
             for k in range(1, 14)]
    total = sum(a for _, _, a in waves)
    return [(x, base - height * (.5 + sum(a * math.sin(f * x + p)
             for f, p, a in waves) / total))
            for x in range(0, w + 8, 8)]


def fill_below(draw, points, w, h, colour):
    draw.polygon(points + [(w, h), (0, h)], fill=colour)


def grain(im, rng, amount):
    """A little film grain keeps gradients from banding."""
    noise = Image.new("L", (im.width // 2, im.height // 2))
    noise.putdata([rng.randint(0, 255)
                   for _ in range(noise.width * noise.height)])
    noise = noise.resize(im.size, Image.BILINEAR)
    return Image.blend(im, Image.merge("RGB", (noise,) * 3), amount)


def finish(im, name, rng, quality=80, width=1200):
    """Reduced to width; an upright picture to as many rows."""
    scale = width / max(im.size)
    im = im.resize((round(im.width * scale), round(im.height * scale)),
                   Image.LANCZOS)
    grain(im, rng, .018).save(name, quality=quality, optimize=True,
                              progressive=False)


def crane(d, x, ground, size, colour):
    """A ship-to-shore gantry crane, its boom over the water to the right."""
    def line(points, width):
        d.line([(x + px * size, ground - py * size) for px, py in points],
               fill=colour, width=max(2, round(width * size)))
    for leg in (0, .34):
        line([(leg, 0), (leg + .02, .9)], .03)
    line([(0, .3), (.36, .3)], .02)
    line([(0, .02), (.34, .3)], .012)
    line([(-.3, .86), (1.05, .86)], .03)
    line([(-.3, .81), (1.05, .81)], .01)
    line([(.02, .9), (.18, 1.25), (.36, .9)], .025)
    line([(.18, 1.25), (1.0, .87)], .009)
    line([(.18, 1.25), (.6, .87)], .009)
    line([(.18, 1.25), (-.28, .87)], .009)
    for i in range(18):
        bx = -.3 + i * .075
        line([(bx, .81), (bx + .0375, .86), (bx + .075, .81)], .005)
    line([(.7, .84), (.7, .5)], .005)
    line([(.62, .5), (.78, .5)], .035)


def harbour(name):
    rng = random.Random(11)
    w, h = 1200 * S, 800 * S
    horizon = 520 * S
    im = sky(w, h, [(0, (34, 34, 74)), (.3, (94, 58, 102)),
                    (.5, (214, 108, 84)), (.66, (255, 196, 120)),
                    (1, (255, 214, 150))])
    sun = (820 * S, 470 * S)
    im = glow(im, *sun, 520 * S, (255, 170, 90), .75)
    im = glow(im, *sun, 90 * S, (255, 240, 200), 1)
    d = ImageDraw.Draw(im)
    for _ in range(26):          # bars of cloud
        y = rng.randint(90, 430) * S
        x = rng.randint(-100, 1150) * S
        length = rng.randint(80, 380) * S
        c = mix((120, 66, 98), (255, 176, 116), y / horizon)
        d.ellipse((x, y, x + length, y + rng.randint(4, 11) * S), fill=c)
    im = im.filter(ImageFilter.GaussianBlur(3 * S))
    im = glow(im, *sun, 60 * S, (255, 244, 214), 1)
    d = ImageDraw.Draw(im)
    fill_below(d, [(x, y) for x, y in
                   ridge(rng, w, horizon + 6 * S, 70 * S, 1.2)],
               w, horizon, (120, 74, 104))
    # the sea mirrors the sky, darker, in broken stripes
    sea = im.crop((0, horizon - (h - horizon), w, horizon))
    sea = sea.transpose(Image.FLIP_TOP_BOTTOM)
    sea = Image.blend(sea, Image.new("RGB", sea.size, (24, 32, 66)), .42)
    im.paste(sea, (0, horizon))
    d = ImageDraw.Draw(im)
    for _ in range(900):
        t = rng.random() ** 1.7
        y = horizon + t * (h - horizon)
        x = rng.gauss(sun[0], (90 + 420 * t) * S)
        length = rng.uniform(6, 50) * S * (.4 + t)
        near = math.exp(-abs(x - sun[0]) / (160 * S))
        c = mix((92, 62, 96), (255, 206, 140), near * rng.uniform(.3, 1))
        d.line((x, y, x + length, y), fill=c,
               width=max(1, round((1 + 3 * t) * S)))
    dark = (30, 24, 48)
    d.rectangle((0, 545 * S, 560 * S, 600 * S), fill=dark)
    for x, size in ((30, 330), (190, 345), (350, 360)):
        crane(d, x * S, 548 * S, size * S, dark)
    boxes = [(146, 62, 52), (52, 84, 120), (190, 128, 58), (66, 104, 88),
             (110, 52, 76)]
    for row in range(4):
        for col in range(12 - row * 2):
            x = (6 + col * 44 + row * 30) * S
            y = (545 - 22 * (row + 1)) * S
            d.rectangle((x, y, x + 41 * S, y + 20 * S),
                        fill=mix(rng.choice(boxes), dark, .45))
    # a container ship leaves
    hull = [(640, 560), (1040, 560), (1075, 520), (1010, 530), (655, 530)]
    d.polygon([(x * S, y * S) for x, y in hull], fill=(40, 28, 48))
    for col in range(13):
        for row in range(rng.randint(2, 4)):
            x, y = (690 + col * 24) * S, (508 - row * 14) * S
            d.rectangle((x, y, x + 22 * S, y + 13 * S),
                        fill=mix(rng.choice(boxes), dark, .35))
    d.rectangle((655 * S, 450 * S, 684 * S, 530 * S), fill=(52, 38, 60))
    d.rectangle((661 * S, 432 * S, 670 * S, 452 * S), fill=(52, 38, 60))
    # the magazine's cover, 216 mm wide with its bleed, at 225 pixels an inch
    finish(im, name, rng, width=1920)


def fields(name):
    rng = random.Random(5)
    w, h = 1200 * S, 800 * S
    im = sky(w, h, [(0, (122, 172, 204)), (.25, (190, 216, 222)),
                    (.42, (244, 236, 210)), (1, (244, 236, 210))])
    im = glow(im, 300 * S, 230 * S, 460 * S, (255, 236, 190), .8)
    d = ImageDraw.Draw(im)
    for i, c in enumerate(((160, 188, 192), (124, 162, 156),
                           (92, 138, 118), (66, 114, 84))):
        fill_below(d, ridge(rng, w, (330 + 42 * i) * S, (170 - 22 * i) * S,
                            1.1), w, h, c)
        if i < 3:
            im = im.filter(ImageFilter.GaussianBlur((3 - i) * S))
            d = ImageDraw.Draw(im)
    top = 430
    for i in range(26):          # terraces come nearer and wider
        t = i / 25
        y0 = (top + 370 * t ** 1.5) * S
        amp = (10 + 52 * t) * S
        f, p = 2 * math.pi / (w * (.45 + .5 * t)), 1.3 * i ** .5 + .4
        edge = [(x, y0 + amp * math.sin(f * x + p) +
                 .35 * amp * math.sin(2.7 * f * x + 2 * p))
                for x in range(0, w + 8, 8)]
        green = mix((120, 158, 72), (74, 130, 48), rng.random())
        gold = mix(green, (206, 186, 84), rng.random() * .8)
        fill_below(d, edge, w, h, mix(gold, (60, 110, 50), t * .35))
        d.line(edge, fill=(54, 84, 40), width=round((2 + 4 * t) * S))
        if i % 5 == 2:           # a terrace under water shows the sky
            d.line([(x, y + (6 + 9 * t) * S) for x, y in edge],
                   fill=(206, 220, 214), width=round((4 + 9 * t) * S))
        for _ in range(160):     # rows of rice
            k = rng.randrange(len(edge))
            x, y = edge[k]
            y += rng.uniform(4, 14 + 26 * t) * S
            d.line((x, y, x + rng.uniform(-2, 2) * S,
                    y - (2 + 7 * t) * S),
                   fill=mix(gold, (40, 84, 34), rng.random() * .7), width=S)
    for x, y, s in ((210, 520, .8), (905, 560, 1.0)):   # two people at work
        x, y = x * S, y * S
        d.ellipse((x - 7 * s * S, y - 30 * s * S, x + 7 * s * S, y),
                  fill=(60, 58, 84))
        d.polygon([(x - 15 * s * S, y - 26 * s * S),
                   (x + 15 * s * S, y - 26 * s * S),
                   (x, y - 40 * s * S)], fill=(226, 200, 140))
    finish(im, name, rng, 76)


def bridge(name):
    rng = random.Random(23)
    w, h = 1200 * S, 800 * S
    im = sky(w, h, [(0, (70, 118, 160)), (.35, (156, 190, 206)),
                    (.62, (250, 228, 204)), (1, (196, 210, 212))])
    im = glow(im, 960 * S, 440 * S, 420 * S, (255, 226, 180), .8)
    d = ImageDraw.Draw(im)
    for i, c in enumerate(((170, 190, 200), (134, 160, 172))):
        fill_below(d, ridge(rng, w, (520 + 24 * i) * S, (120 - 40 * i) * S,
                            1.3), w, 560 * S, c)
    im = im.filter(ImageFilter.GaussianBlur(2 * S))
    horizon = 560 * S
    deck = [(x, (500 - 46 * math.sin(math.pi * x / w)) * S)
            for x in range(0, w + 8, 8)]

    def deck_y(x):
        return (500 - 46 * math.sin(math.pi * x / w)) * S
    top = im.copy()
    d = ImageDraw.Draw(top)
    steel, light = (58, 74, 94), (228, 232, 232)
    for tower in (380 * S, 820 * S):
        base = deck_y(tower)
        d.polygon([(tower - 34 * S, 600 * S), (tower - 20 * S, 600 * S),
                   (tower + 3 * S, 150 * S), (tower - 5 * S, 150 * S)],
                  fill=light)
        d.polygon([(tower + 34 * S, 600 * S), (tower + 20 * S, 600 * S),
                   (tower - 3 * S, 150 * S), (tower + 5 * S, 150 * S)],
                  fill=mix(light, steel, .35))
        d.rectangle((tower - 24 * S, base - 8 * S, tower + 24 * S,
                     base + 12 * S), fill=mix(light, steel, .2))
        for k in range(1, 13):
            y = (165 + 15 * k) * S
            for side in (-1, 1):
                x = tower + side * (222 - 13 * k) * S
                d.line((tower, y, x, deck_y(x)), fill=mix(steel, light, .35),
                       width=round(1.2 * S))
    d.line(deck, fill=steel, width=13 * S)
    d.line([(x, y - 8 * S) for x, y in deck], fill=light, width=3 * S)
    for x in range(40 * S, w, 72 * S):
        d.line((x, deck_y(x) - 8 * S, x, deck_y(x) - 34 * S), fill=steel,
               width=2 * S)
    for x, c in ((130, (176, 60, 48)), (540, (240, 240, 236)),
                 (655, (52, 98, 140)), (1010, (222, 170, 60))):
        y = deck_y(x * S)
        d.rounded_rectangle((x * S, y - 24 * S, (x + 44) * S, y - 7 * S),
                            3 * S, fill=c)
    for x in range(60 * S, w, 190 * S):
        if min(abs(x - 380 * S), abs(x - 820 * S)) > 60 * S:
            d.rectangle((x - 7 * S, deck_y(x), x + 7 * S, horizon + 10 * S),
                        fill=mix(steel, (200, 206, 206), .5))
    im = top
    water = im.crop((0, horizon - (h - horizon), w, horizon))
    water = water.transpose(Image.FLIP_TOP_BOTTOM)
    water = water.filter(ImageFilter.GaussianBlur(3 * S))
    water = Image.blend(water, Image.new("RGB", water.size, (86, 124, 138)),
                        .38)
    im.paste(water, (0, horizon))
    d = ImageDraw.Draw(im)
    for _ in range(700):
        t = rng.random() ** 1.5
        y = horizon + t * (h - horizon)
        x = rng.uniform(-50, 1200) * S
        c = mix((110, 148, 160), (236, 232, 220), rng.random() * .8)
        d.line((x, y, x + rng.uniform(8, 60) * S * (.3 + t), y), fill=c,
               width=max(1, round((.6 + 1.6 * t) * S)))
    boat = [(300, 690), (470, 690), (505, 664), (440, 674), (320, 676),
            (280, 668)]
    d.polygon([(x * S, y * S) for x, y in boat], fill=(70, 48, 40))
    d.arc((330 * S, 640 * S, 430 * S, 706 * S), 180, 360, fill=(120, 92, 66),
          width=20 * S)
    finish(im, name, rng)


def gate(name):
    rng = random.Random(31)
    w, h = 1200 * S, 800 * S
    im = sky(w, h, [(0, (96, 148, 190)), (.4, (178, 206, 220)),
                    (.62, (240, 232, 214)), (1, (220, 214, 200))])
    d = ImageDraw.Draw(im)
    for i, c in enumerate(((142, 170, 178), (96, 138, 128), (66, 110, 86))):
        fill_below(d, ridge(rng, w, (500 + 26 * i) * S, (300 - 70 * i) * S,
                            .9), w, h, c)
        if i < 2:
            im = im.filter(ImageFilter.GaussianBlur((2 - i) * S))
            d = ImageDraw.Draw(im)
    d.polygon([(0, 560 * S), (w, 560 * S), (w, h), (0, h)],
              fill=(126, 124, 122))
    for k in range(7):           # lanes towards the gate
        x0, x1 = 600 + (k - 3) * 70, 600 + (k - 3) * 330
        d.line((x0 * S, 560 * S, x1 * S, 800 * S), fill=(214, 210, 196),
               width=3 * S)
    white, red, shade = (238, 234, 224), (168, 48, 42), (150, 146, 140)
    for x in (250, 420, 590, 760, 930):
        d.rectangle((x * S, 330 * S, (x + 26) * S, 600 * S), fill=white)
        d.rectangle(((x + 18) * S, 330 * S, (x + 26) * S, 600 * S),
                    fill=shade)
    for k, (y, inset) in enumerate(((300, 0), (230, 130))):
        left, right = 180 + inset, 1020 - inset
        d.polygon([(left * S, (y + 50) * S), (right * S, (y + 50) * S),
                   ((right - 46) * S, y * S), ((left + 46) * S, y * S)],
                  fill=red)
        d.polygon([((left - 22) * S, (y + 44) * S), (left * S, (y + 50) * S),
                   ((left + 46) * S, y * S)], fill=mix(red, (0, 0, 0), .2))
        d.polygon([((right + 22) * S, (y + 44) * S),
                   (right * S, (y + 50) * S), ((right - 46) * S, y * S)],
                  fill=mix(red, (0, 0, 0), .2))
        d.rectangle((left * S, (y + 50) * S, right * S, (y + 62) * S),
                    fill=white)
    d.rectangle((430 * S, 362 * S, 790 * S, 410 * S), fill=(30, 76, 128))
    for k in range(9):           # a board without words
        d.rectangle(((452 + 36 * k) * S, 379 * S, (478 + 36 * k) * S,
                     393 * S), fill=(236, 220, 150))
    trucks = [(330, 640, 1.0, (52, 102, 150)), (640, 650, 1.1,
              (196, 120, 44)), (60, 690, 1.5, (70, 116, 88)),
              (830, 710, 1.7, (150, 58, 52))]
    for x, y, s, c in trucks:
        def box(x0, y0, x1, y1, colour):
            d.rectangle(((x + x0 * s) * S, (y + y0 * s) * S,
                         (x + x1 * s) * S, (y + y1 * s) * S), fill=colour)
        box(0, -110, 120, -14, c)
        for k in range(8):
            box(6 + 15 * k, -104, 8 + 15 * k, -20, mix(c, (0, 0, 0), .25))
        box(124, -82, 168, -14, mix(c, (255, 255, 255), .25))
        box(136, -74, 166, -46, (196, 216, 224))
        box(0, -14, 170, -8, (48, 46, 48))
        for wx in (22, 48, 144):
            d.ellipse(((x + (wx - 12) * s) * S, (y - 20 * s) * S,
                       (x + (wx + 12) * s) * S, (y + 4 * s) * S),
                      fill=(40, 38, 40))
            d.ellipse(((x + (wx - 5) * s) * S, (y - 13 * s) * S,
                       (x + (wx + 5) * s) * S, (y - 3 * s) * S),
                      fill=(150, 150, 150))
    finish(im, name, rng)


def library(name):
    rng = random.Random(47)
    w, h = 800 * S, 1200 * S
    im = Image.new("RGB", (w, h), (58, 38, 28))
    d = ImageDraw.Draw(im)
    spines = [(132, 46, 42), (38, 72, 98), (52, 88, 66), (176, 128, 58),
              (86, 54, 84), (208, 190, 156), (96, 62, 44), (46, 46, 58),
              (150, 84, 52)]
    for shelf in range(7):
        floor = (170 + shelf * 160) * S
        d.rectangle((0, floor - 150 * S, w, floor), fill=(40, 25, 19))
        x = rng.randint(0, 14) * S
        while x < w:
            bw, bh = rng.randint(12, 34) * S, rng.randint(92, 138) * S
            c = mix(rng.choice(spines), (30, 20, 16), rng.random() * .35)
            if rng.random() < .07:
                x += rng.randint(14, 40) * S
                continue
            d.rectangle((x, floor - bh, x + bw, floor), fill=c)
            d.rectangle((x, floor - bh, x + 3 * S, floor),
                        fill=mix(c, (255, 240, 210), .22))
            d.rectangle((x + bw - 3 * S, floor - bh, x + bw, floor),
                        fill=mix(c, (0, 0, 0), .35))
            for band in (.14, .2, .8):
                y = floor - bh + bh * band
                d.rectangle((x + 3 * S, y, x + bw - 3 * S, y + 2 * S),
                            fill=mix(c, (232, 200, 120), .6))
            x += bw + rng.randint(0, 2) * S
        d.rectangle((0, floor, w, floor + 14 * S), fill=(122, 80, 50))
        d.rectangle((0, floor, w, floor + 3 * S), fill=(168, 118, 76))
    # a reader's ladder and the lamp light
    wood = (196, 148, 92)
    for a, b in (((470, 1200), (560, 120)), ((610, 1200), (680, 120))):
        d.line((a[0] * S, a[1] * S, b[0] * S, b[1] * S), fill=wood,
               width=12 * S)
    for k in range(10):
        t = k / 10 + .05
        d.line(((470 + 90 * t) * S, (1200 - 1080 * t) * S,
                (610 + 70 * t) * S, (1200 - 1080 * t) * S),
               fill=mix(wood, (90, 56, 30), .25), width=9 * S)
    dark = Image.new("L", (w, h), 0)
    ImageDraw.Draw(dark).rectangle((0, 0, w, h), fill=110)
    light = ImageChops.invert(Image.radial_gradient("L")).resize(
        (1300 * S, 1700 * S))
    mask = Image.new("L", (w, h), 0)
    mask.paste(light, (-330 * S, -300 * S))
    dark = ImageChops.subtract(dark, mask.point(lambda v: v // 2))
    im.paste(Image.new("RGB", (w, h), (14, 8, 10)), (0, 0), dark)
    im = glow(im, 320 * S, 420 * S, 620 * S, (255, 196, 120), .42)
    finish(im, name, rng)


def lanterns(name):
    rng = random.Random(59)
    w, h = 1200 * S, 800 * S
    im = sky(w, h, [(0, (16, 20, 48)), (.6, (42, 34, 74)),
                    (1, (84, 52, 76))])
    d = ImageDraw.Draw(im)
    fill_below(d, ridge(rng, w, 560 * S, 90 * S, .8), w, h, (22, 20, 40))
    for k in range(16):          # houses along the river, lit windows
        x = k * 78 - 20
        top = rng.randint(470, 520)
        d.polygon([(x * S, 600 * S), (x * S, top * S),
                   ((x + 38) * S, (top - 26) * S), ((x + 76) * S, top * S),
                   ((x + 76) * S, 600 * S)], fill=(34, 26, 42))
        for wx in (14, 46):
            for wy in range(top + 18, 585, 34):
                if rng.random() < .7:
                    d.rectangle(((x + wx) * S, wy * S, (x + wx + 14) * S,
                                 (wy + 18) * S), fill=(255, 206, 120))
    water = im.crop((0, 400 * S, w, 600 * S)).transpose(
        Image.FLIP_TOP_BOTTOM).filter(ImageFilter.GaussianBlur(4 * S))
    im.paste(Image.blend(water, Image.new("RGB", water.size, (18, 20, 48)),
                         .35), (0, 600 * S))
    colours = [(214, 60, 48), (240, 148, 52), (250, 206, 92),
               (84, 150, 150), (190, 76, 120)]
    hang = []
    for row in range(3):
        y0, sag = 60 + 90 * row, 60 + 20 * row
        pts = [(x, y0 + sag * math.sin(math.pi * x / 1200) + 10 * row)
               for x in range(0, 1201, 10)]
        ImageDraw.Draw(im).line([(x * S, y * S) for x, y in pts],
                                fill=(70, 56, 80), width=2 * S)
        for k in range(8 - row):
            x = (k + .5 + .25 * row) * 1200 / (8 - row)
            hang.append((x, y0 + sag * math.sin(math.pi * x / 1200) +
                         10 * row, 30 + 9 * row, rng.choice(colours)))
    for x, y, r, c in hang:
        im = glow(im, round(x * S), round((y + r) * S), 3 * r * S, c, .7)
    d = ImageDraw.Draw(im)
    for x, y, r, c in hang:
        box = ((x - r) * S, (y + 6) * S, (x + r) * S, (y + 6 + 1.7 * r) * S)
        d.ellipse(box, fill=c)
        for k in (.35, .7):
            d.ellipse(((x - r * k) * S, (y + 6) * S, (x + r * k) * S,
                       (y + 6 + 1.7 * r) * S),
                      outline=mix(c, (255, 240, 200), .5), width=2 * S)
        d.rectangle(((x - r / 3) * S, (y + 2) * S, (x + r / 3) * S,
                     (y + 10) * S), fill=(90, 50, 34))
        d.line((x * S, (y + 6 + 1.7 * r) * S, x * S, (y + 26 + 1.7 * r) * S),
               fill=(240, 190, 90), width=4 * S)
    for k in range(20):          # small lights on the water
        x, y = rng.randint(20, 1180), rng.randint(625, 780)
        im = glow(im, x * S, y * S, 34 * S, (255, 180, 90), .8)
        ImageDraw.Draw(im).ellipse(((x - 5) * S, (y - 4) * S, (x + 5) * S,
                                    (y + 2) * S), fill=(255, 236, 190))
    finish(im, name, rng, 84)


def chart(name):
    """Bars on a transparent ground."""
    w, h = 1200, 720
    im = Image.new("RGBA", (w * S, h * S), (255, 255, 255, 0))
    d = ImageDraw.Draw(im)
    font = "/usr/share/fonts/truetype/noto/NotoSans-%s.ttf"
    small = ImageFont.truetype(font % "Regular", 22 * S)
    bold = ImageFont.truetype(font % "Bold", 24 * S)
    values = [41.2, 44.8, 39.5, 52.3, 58.7, 66.4, 71.9]
    years = range(2018, 2025)
    ink, bar, last = (70, 78, 90), (96, 150, 176), (179, 84, 30)
    for v in range(0, 81, 20):
        y = (h - 70 - v * 7) * S
        d.line((90 * S, y, (w - 30) * S, y), fill=ink + (90,), width=S)
        d.text((74 * S, y), str(v), font=small, fill=ink, anchor="rm")
    for k, (year, v) in enumerate(zip(years, values)):
        x = 130 + k * 150
        y = h - 70 - v * 7
        d.rounded_rectangle((x * S, y * S, (x + 84) * S, (h - 70) * S), 4 * S,
                            fill=last if k == 6 else bar)
        d.text(((x + 42) * S, (h - 48) * S), str(year), font=small, fill=ink,
               anchor="mm")
        d.text(((x + 42) * S, (y - 20) * S), ("%.1f" % v).replace(".", ","),
               font=bold, fill=ink, anchor="mm")
    im = im.resize((w, h), Image.LANCZOS)
    im.quantize(128, method=Image.FASTOCTREE).convert("RGBA").save(
        name, optimize=True)


def logo(name):
    """An anchor within a ring of ears of rice."""
    n = 600
    im = Image.new("RGBA", (n * S, n * S), (0, 0, 0, 0))
    d = ImageDraw.Draw(im)
    blue, gold = (22, 66, 110), (196, 148, 48)
    c = n / 2

    def circle(x, y, r, **kw):
        d.ellipse(((x - r) * S, (y - r) * S, (x + r) * S, (y + r) * S), **kw)
    circle(c, c, 290, fill=blue)
    circle(c, c, 274, outline=gold, width=5 * S)
    for side in (-1, 1):         # two ears, from the bottom up
        for k in range(30):
            a = math.radians(14 + 4.6 * k)
            r = 226 + (14 if k % 2 else -14)
            x, y = c + side * r * math.sin(a), c + r * math.cos(a)
            lean = a + math.radians(62 if k % 2 else 118)
            dx, dy = side * math.sin(lean) * 21, math.cos(lean) * 21
            px, py = dy * .36, -dx * .36
            d.polygon([((x - dx) * S, (y - dy) * S),
                       ((x + px) * S, (y + py) * S),
                       ((x + dx) * S, (y + dy) * S),
                       ((x - px) * S, (y - py) * S)], fill=gold)
    white = (245, 243, 236)
    circle(c, 152, 34, outline=white, width=15 * S)
    d.rectangle(((c - 11) * S, 182 * S, (c + 11) * S, 430 * S), fill=white)
    d.rounded_rectangle(((c - 86) * S, 218 * S, (c + 86) * S, 240 * S),
                        11 * S, fill=white)
    d.arc(((c - 142) * S, 168 * S, (c + 142) * S, 446 * S), 22, 158,
          fill=white, width=24 * S)
    for side in (-1, 1):
        x, y = c + side * 134, 356
        d.polygon([((x - side * 44) * S, (y + 6) * S), ((x + side * 20) * S,
                  (y - 44) * S), ((x + side * 26) * S, (y + 30) * S)],
                  fill=white)
    im.resize((n, n), Image.LANCZOS).quantize(
        96, method=Image.FASTOCTREE).convert("RGBA").save(name,
                                                          optimize=True)


def main():
    out = sys.argv[1] if len(sys.argv) > 1 else "pictures"
    harbour(out + "/cang-hoang-hon.jpg")
    fields(out + "/ruong-bac-thang.jpg")
    bridge(out + "/cau-moi.jpg")
    gate(out + "/cua-khau.jpg")
    library(out + "/thu-vien.jpg")
    lanterns(out + "/den-long.jpg")
    chart(out + "/kim-ngach.png")
    logo(out + "/../logo.png")


if __name__ == "__main__":
    main()
